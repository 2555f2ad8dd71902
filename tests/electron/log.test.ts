import { expect, test } from 'vitest'
import { createLog } from '../../electron/log.ts'

test.each([
  'https://team.bitrix24.com/rest/1/s3cr3tc0de/profile',
  'https://team.bitrix24.com/rest/api/1/s3cr3tc0de/tasks.task.add',
  'https://team.bitrix24.com/file?auth=s3cr3tc0de&x=1',
  'grant_type=refresh_token&client_secret=s3cr3tc0de',
])('a log line about %s does not let anybody in', (address) => {
  const lines: string[] = []
  createLog((line) => lines.push(line))('Failed', new Error(`fetch ${address}`))
  expect(lines.join()).toContain('Failed')
  expect(lines.join()).not.toContain('s3cr3tc0de')
})
