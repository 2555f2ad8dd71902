/** Whether something was written by a later version of the app than this one, which must leave it as it is. */
export function isNewerThan(version: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false
  return typeof value.version === 'number' && value.version > version
}
