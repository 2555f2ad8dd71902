import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openAttachments } from '../../../electron/draft/attachments.ts'
import { draftFiles } from '../../../electron/draft/draft-files.ts'
import { openDraft } from '../../../electron/draft/draft.ts'
import { contentOf, newFolder } from '../outbox/support.ts'

let folder: string
beforeEach(async () => {
  folder = await newFolder('draft-files')
})

const attach = async () => {
  const draft = await openDraft({
    now: () => new Date(),
    folder,
    wasSaved: () => false,
    onDamaged: () => undefined,
  })
  const attachments = await openAttachments(join(folder, 'attachments'))
  const now = () => new Date(2026, 10, 3, 9, 5, 7)
  return draftFiles({ draft, attachments, now, onChange: () => undefined })
}
const offered = (name: string, isOnDisk: boolean) => ({ ...contentOf([1, 2, 3]), name, isOnDisk })
const names = ({ attachments }: { attachments: { name: string }[] }) => attachments.map(({ name }) => name)

test('a pasted picture is named by the date and time of its pasting', async () => {
  const view = await (await attach())(offered('image.png', false))
  expect(names(view)).toEqual(['2026-11-03 09-05-07.png'])
})

test('a file keeps its own name, also where it is one of a picture', async () => {
  const take = await attach()
  await take(offered('image.png', true))
  expect(names(await take(offered('imagery.png', false)))).toEqual(['image.png', 'imagery.png'])
})
