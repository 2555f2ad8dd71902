/** `done`: the way back was the right one. `foreign`: it belongs to another sign-in. `nothing`: it is no way back at all. */
export type PageWords = 'done' | 'foreign' | 'nothing'

const texts = {
  en: {
    done: ['You can close this tab', 'Quickplan goes on from here.'],
    foreign: [
      'Not this sign-in',
      'This page belongs to another sign-in. Quickplan still waits for the right one.',
    ],
    nothing: ['Nothing here', 'Quickplan waits for a sign-in; this address is not part of it.'],
  },
  ru: {
    done: ['Вкладку можно закрыть', 'Дальше всё сделает Quickplan.'],
    foreign: ['Это другой вход', 'Эта страница от другой попытки входа. Quickplan всё ещё ждёт нужную.'],
    nothing: ['Здесь ничего нет', 'Quickplan ждёт входа; этот адрес к нему не относится.'],
  },
} as const

/** What the browser shows after the portal has sent it back. Nothing of the address is on it. */
export function callbackPage(words: PageWords, language: 'en' | 'ru'): string {
  const [title, text] = texts[language][words].map(escaped)
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem }</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
