import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const papers = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const textOf = (paper: string) => readFileSync(join(root, paper), 'utf8')
const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: object }).scripts)

/** A paper's links and pictures that are no web address, without what follows `#`. */
const linksIn = (text: string) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .map((target) => target.replace(/#.*/, ''))

/** Paths of the project that a paper names in code marks. */
const pathsIn = (text: string) =>
  [...text.matchAll(/`((?:electron|renderer|resources|scripts|tests)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  )

test.each(papers)('every link and picture of %s leads somewhere', (paper) => {
  const missing = linksIn(textOf(paper)).filter((link) => !existsSync(join(root, dirname(paper), link)))
  expect(missing).toEqual([])
})

test.each(papers)('every file and folder that %s names is there', (paper) => {
  expect(pathsIn(textOf(paper)).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test.each(papers)('every npm script that %s names is there', (paper) => {
  const named = [...textOf(paper).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !scripts.includes(name))).toEqual([])
})

const translated = readdirSync(join(root, 'docs/ru'))

test.each(translated)('the Russian %s has the sections and the rows of the English one', (name) => {
  const shapeOf = (folder: string) => {
    const lines = textOf(join(folder, name)).split('\n')
    const count = (start: string) => lines.filter((line) => line.startsWith(start)).length
    return { sections: count('## '), rows: count('| ') }
  }
  const { sections, rows } = shapeOf('docs/ru')
  const english = shapeOf('docs')
  // How to try it from the sources is for developers, in English.
  const developers = name === 'office-network.md' ? 1 : 0
  expect({ sections, rows }).toEqual({ ...english, sections: english.sections - developers })
})

test('the README stays short enough to be read', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(120)
})
