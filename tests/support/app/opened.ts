import type { App } from './app.ts'

/**
 * Stands where the browser would: the last step before the operating system. Returns how to read the addresses that
 * the app has opened since.
 */
export async function recordOpened({ app }: Pick<App, 'app'>): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
    Object.assign(shell, { opened })
  })
  return () => app.evaluate(({ shell }) => (shell as unknown as { opened: string[] }).opened)
}
