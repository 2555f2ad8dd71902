import { createHash } from 'node:crypto'
import type { Language } from '../context.ts'
import { pageStyle } from './page-style.ts'
import { pageWords } from './page-words.ts'

export type Page = { status: number; headers: Record<string, string>; html: string }

/** Puts a title and a body of safe markup into a whole page. `formTargets`: where forms on it may lead. */
export type Frame = (status: number, title: string, body: string, formTargets?: string) => Page

/** The frame of all pages: nothing on them may run, load or be framed. */
export function createFrame(language: Language): Frame {
  const hash = createHash('sha256').update(pageStyle).digest('base64')
  const header = `<header><a href="/">${pageWords[language].portal}</a></header>`
  return (status, title, body, formTargets = "'none'") => {
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action ${formTargets}; frame-ancestors 'none'`
    const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>${pageStyle}</style>`
    return {
      status,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
      html: `<!doctype html><html lang="${language}"><head>${head}</head><body>${header}${body}</body></html>`,
    }
  }
}

/** Makes a text harmless between tags and inside quotes. */
export function escape(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
