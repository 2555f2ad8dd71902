import type { Page } from '@playwright/test'
import type { App } from '../../support/app/app.ts'
import { expect, signIn, summon, test, type TestPortal } from '../../support/app/portal.ts'

const yesterday = (language: 'en-GB' | 'ru') => {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1).toLocaleDateString(language, {
    day: 'numeric',
    month: 'long',
  })
}
const english = 'We spoke with the supplier about the prices and what the delivery would cost us. '
const russian = 'Говорили с поставщиком о ценах и о том, во что обойдётся доставка на склад. '

/** What is written in each language, and what is shown of it. */
const languages = [
  {
    language: 'English',
    field: 'New task',
    understood: 'Understood',
    slip: { typed: 'Read the news tomorrwo', label: 'tomorrow', asked: 'Did you mean this?' },
    passed: {
      typed: `Send it by ${yesterday('en-GB')}`,
      asked: 'A year from now?',
      note: 'a year from now?',
    },
    long: {
      text: `Offer of the supplier. ${english.repeat(4)}They want an answer by Friday. ${english.repeat(4)}`,
      label: 'by Friday',
      asked: 'A date further down: use it?',
    },
    deadline: /^Deadline: /,
  },
  {
    language: 'Русский',
    field: 'Новая задача',
    understood: 'Распознано',
    slip: { typed: 'Прочитать новости зватра', label: 'завтра', asked: 'Возможно, это?' },
    passed: { typed: `Отправить до ${yesterday('ru')}`, asked: 'Через год?', note: 'через год?' },
    long: {
      text: `Предложение поставщика. ${russian.repeat(4)}Ждут ответа до пятницы. ${russian.repeat(4)}`,
      label: 'до пятницы',
      asked: 'Дата ниже в тексте: взять её?',
    },
    deadline: /^Срок: /,
  },
]

/** The capture window that is up, in one of the languages, and what is seen in it. */
async function fieldIn(app: App, portal: TestPortal, words: (typeof languages)[number]) {
  const main = await signIn(app, portal)
  if (words.language !== 'English') {
    await main.getByRole('button', { name: 'Settings' }).click()
    await main.getByRole('radio', { name: words.language }).check({ force: true })
  }
  const capture = await summon(app, words.field)
  const chips = capture.getByRole('list', { name: words.understood })
  return {
    field: capture.getByRole('textbox', { name: words.field }),
    offer: (label: string) => capture.getByRole('option').filter({ hasText: label }),
    deadline: chips.getByRole('button', { name: words.deadline }),
    look: (name: string) => pictureOf(capture, `${name} ${words.language}`),
  }
}

/** For whoever wants to see it: with `PICTURES=folder` in the environment. */
async function pictureOf(capture: Page, name: string) {
  const folder = process.env['PICTURES']
  if (folder) await capture.screenshot({ path: `${folder}/${name}.png` })
}

for (const words of languages) {
  test.describe(words.language, () => {
    test('a slip in a date is asked about, and Tab takes the date that was meant', async ({
      launch,
      portal,
    }) => {
      const app = await launch()
      const { offer, deadline, field, look } = await fieldIn(app, portal, words)
      const { typed, label, asked } = words.slip
      await app.type(typed)
      await expect(offer(label)).toContainText(asked)
      await expect(deadline).toHaveCount(0)
      await look('slip')
      await app.press('Tab')
      await expect(deadline).toBeVisible()
      await expect(offer(label)).toHaveCount(0)
      await expect(field).toHaveValue(new RegExp(`${label}\\s*$`))
    })

    test('a day that has just passed is asked about, and Tab writes the year behind it', async ({
      launch,
      portal,
    }) => {
      const app = await launch()
      const { offer, deadline, field, look } = await fieldIn(app, portal, words)
      const { typed, asked, note } = words.passed
      await app.type(typed)
      await expect(offer(asked)).toBeVisible()
      await expect(deadline).toContainText(note)
      await look('passed')
      await app.press('Tab')
      await expect(offer(asked)).toHaveCount(0)
      await expect(deadline).not.toContainText(note)
      await expect(field).toHaveValue(/ 20\d\d\s*$/)
    })

    test('a date further down in a long pasted text is offered, and Tab takes it', async ({
      launch,
      portal,
    }) => {
      const app = await launch()
      const { offer, deadline, field, look } = await fieldIn(app, portal, words)
      const { text, label, asked } = words.long
      await app.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
      await app.press('ctrl+v')
      await expect(offer(label)).toContainText(asked)
      await expect(deadline).toHaveCount(0)
      await look('further')
      await app.press('Tab')
      await expect(deadline).toBeVisible()
      await expect(offer(label)).toHaveCount(0)
      await expect(field).toHaveValue(new RegExp(`${label}\\s*$`))
      await look('further taken')
    })
  })
}
