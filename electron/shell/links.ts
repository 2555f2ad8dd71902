import { AppError } from '../errors.ts'

/**
 * Opens a page of the connected portal in the browser. Anything else is refused: an address is data from outside,
 * and the system would start any program for its scheme.
 */
export async function openOnPortal(
  link: string,
  portalOrigin: string,
  openExternal: (url: string) => Promise<void>,
): Promise<void> {
  const url = new URL(link, portalOrigin)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || !`${url.href}/`.startsWith(`${portalOrigin}/`) || url.username !== '') {
    throw new AppError('link-refused', 'The link does not lead to the portal', { subject: url.host })
  }
  await openExternal(url.href)
}
