import { chip, field } from '../../support/app/capture-window.ts'
import { expect, signIn, summon, test } from '../../support/app/portal.ts'

test('a template is made in Settings and becomes a task with all its tokens, by keyboard alone', async ({
  launch,
  portal,
}) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await main.keyboard.press('Control+3')
  const section = main.getByRole('region', { name: 'Templates' })
  await section.getByRole('button', { name: 'Add a template' }).press('Enter')
  await main.keyboard.type('report')
  await main.keyboard.press('Tab')
  await main.keyboard.type('Weekly report #report !high ~1h')
  await main.keyboard.press('Control+Enter')
  await expect(section.getByRole('listitem')).toContainText('=report')

  const capture = await summon(app)
  await app.type('=rep')
  await expect(capture.getByRole('option', { name: /report/ })).toBeVisible()
  await app.press('Return')
  await expect(field(capture)).toHaveValue('Weekly report #report !high ~1h ')
  await expect(chip(capture, /^Estimate/)).toBeVisible()
  await app.type('for Anna')
  await app.press('Return')
  expect(await portal.task('Weekly report for Anna')).toMatchObject({ priority: '2', timeEstimate: '3600' })
})

test('a sum that ends with “=” is saved as it stands', async ({ launch, portal }) => {
  const app = await launch()
  const main = await signIn(app, portal)
  await main.evaluate(async () => {
    type Given = { transport: { invoke: (name: string, input: unknown) => Promise<unknown> } }
    const { transport } = window as unknown as Given
    await transport.invoke('settings.change', { templates: [{ name: 'report', text: 'Report' }] })
  })
  const capture = await summon(app)
  await app.type('2 + 2 =')
  await expect(capture.getByRole('option', { name: /report/ })).toBeVisible()
  await app.press('Return')
  await portal.task('2 + 2 =')
})
