import { once } from 'node:events'
import { join } from 'node:path'
import { attachments } from '../../support/app/capture-window.ts'
import { dropFiles } from '../../support/app/drop-files.ts'
import { expect, signIn, summon, test } from '../../support/app/portal.ts'
import { canHang, startHangingShare } from '../../support/hanging-share.ts'
import { runQuickplan } from '../../support/inbound/quickplan.ts'

test.skip(!canHang(), 'Only root can mount a file system that hangs')

test('files on a share that hangs hold up no saving and no end, and are told', async ({
  launch,
  portal,
  desktop,
}) => {
  const share = await startHangingShare()
  const app = await launch()
  await signIn(app, portal)
  const capture = await summon(app)
  await app.type('With a file of a dead server')
  for (let file = 0; file < 6; file++) await dropFiles(capture, [join(share.folder, `report-${file}.pdf`)])
  const { code } = await runQuickplan(app.dataDir, ['add', 'Saved while it hangs'], { env: desktop.env })
  expect(code).toBe(0)
  await expect(capture.getByRole('alert').filter({ hasText: 'report-' })).toBeVisible()
  await expect(attachments(capture)).toHaveCount(0)
  await app.press('Return')
  await portal.task('With a file of a dead server')
  await portal.task('Saved while it hangs')

  await summon(app)
  await dropFiles(capture, [join(share.folder, 'one-more.pdf')])
  const ended = once(app.app.process(), 'exit')
  void app.app.evaluate(({ app: own }) => own.quit()).catch(() => undefined)
  await ended // by force: Chromium itself would wait for the share
  await share.stop()
})
