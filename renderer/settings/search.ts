import { textMatcher } from '../shared/text-match.ts'

/**
 * Hides what has not all words of the query: rows, and whole sections. A section whose title fits, or that fits without
 * any of its rows, is shown whole. Returns how many sections are left.
 */
export function showFitting(page: HTMLElement, query: string): number {
  const fits = textMatcher(query)
  const sections = [...page.querySelectorAll<HTMLElement>('section')]
  return sections.filter((section) => {
    const title = section.querySelector('h2')?.textContent ?? ''
    const rows = [...section.querySelectorAll<HTMLElement>('[data-setting]')]
    const fitting = rows.filter((row) => fits(`${title} ${row.textContent}`))
    const isShown = fits(section.textContent)
    const isWhole = fits(title) || fitting.length === 0
    for (const row of rows) row.hidden = !isWhole && !fitting.includes(row)
    section.hidden = !isShown
    return isShown
  }).length
}
