import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../electron/outbox/support.ts'
import { onWindows } from './platform.ts'
import { othersWithAccess, strangersIn } from './privacy.ts'

const anna = 'S-1-5-21-1-2-3-1001'

test.each([
  ['of a user’s own folder', `D:(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;${anna})`, []],
  ['of another disk', 'D:AI(A;ID;FA;;;BA)(A;ID;0x1301bf;;;AU)(A;ID;0x1200a9;;;BU)', ['AU', 'BU']],
  ['that lets everybody read', `D:P(A;;FA;;;${anna})(A;;FR;;;WD)`, ['WD']],
  ['of another user', `D:(A;;FA;;;${anna})(A;;FA;;;S-1-5-21-1-2-3-1002)`, ['S-1-5-21-1-2-3-1002']],
  ['that keeps somebody out', `D:(D;;FA;;;WD)(A;;FA;;;${anna})`, []],
  ['that is for what will lie in the folder', `D:(A;;FA;;;${anna})(A;OICIIO;GA;;;CO)(A;OICIIO;GR;;;WD)`, []],
])('an access list %s', (_what, sddl, expected) => {
  expect(strangersIn(sddl, anna)).toEqual(expected)
})

test.skipIf(onWindows)('a mode that lets others in', async () => {
  const file = join(await newFolder('privacy'), 'file')
  await writeFile(file, '', { mode: 0o600 })
  expect(await othersWithAccess(file)).toEqual([])
  await chmod(file, 0o644)
  expect(await othersWithAccess(file)).toEqual(['the group', 'everybody'])
})
