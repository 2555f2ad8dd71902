import en from '../../../resources/translations/en/browser.json'
import ru from '../../../resources/translations/ru/browser.json'

/** `done`: the way back was the right one. `declined`: it was, and brought a no. `foreign`: it belongs to another sign-in. `nothing`: it is no way back at all. */
export type PageWords = keyof typeof en

const words = { en, ru }

/** What the browser shows after the portal has sent it back. Nothing of the address is on it. */
export function callbackPage(page: PageWords, language: 'en' | 'ru'): string {
  const title = escaped(words[language][page].title)
  const text = escaped(words[language][page].text)
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
