import { expect, test } from 'vitest'
import { BitrixError, type Outcome } from '../../../../electron/bitrix/rest/errors.ts'
import {
  failureOf,
  InDoubt,
  stepFailureOf,
  type Failure,
} from '../../../../electron/outbox/delivery/failures.ts'
import { AppError } from '../../../../electron/errors.ts'
import type { ErrorCode } from '../../../../electron/model.ts'

const bitrix = (code: ErrorCode, outcome: Outcome) => new BitrixError(code, 'failed', { outcome })
const ours = (code: ErrorCode) => new AppError(code, 'failed')

/** What a failure means for the task, and for what follows. */
const meanings: [name: string, error: unknown, task: Failure, step: Failure][] = [
  ['the portal says no', bitrix('refused', 'refused'), 'refused', 'refused'],
  ['it is not ours', bitrix('access-denied', 'refused'), 'refused', 'refused'],
  ['nobody knows which task it is', new InDoubt([]), 'refused', 'refused'],
  ['a page came instead of an answer', bitrix('portal-broken', 'refused'), 'capture', 'refused'],
  ['the portal broke', bitrix('portal-broken', 'unknown'), 'capture', 'capture'],
  ['the answer was lost', bitrix('offline', 'unknown'), 'capture', 'capture'],
  ['the portal was silent', bitrix('host-silent', 'unknown'), 'capture', 'capture'],
  ['a bug', new Error('bug'), 'capture', 'capture'],
  ['it has to be looked up once more', ours('capture-in-doubt'), 'capture', 'capture'],
  ['there is no network', bitrix('offline', 'did-not-run'), 'account', 'account'],
  ['the portal is busy', bitrix('portal-busy', 'did-not-run'), 'account', 'account'],
  ['the token is dead', bitrix('credentials-refused', 'did-not-run'), 'account', 'account'],
  ['the portal was deleted', bitrix('portal-deleted', 'did-not-run'), 'account', 'account'],
  ['nobody is signed in', ours('signed-out'), 'account', 'account'],
  ['the keychain is locked', ours('keychain-locked'), 'account', 'account'],
  ['a permission is missing', bitrix('scope-missing', 'did-not-run'), 'account', 'refused'],
  ['a move was not made', bitrix('move-not-verified', 'did-not-run'), 'account', 'refused'],
  ['a move could not be looked up', bitrix('move-not-verified', 'unknown'), 'capture', 'capture'],
  ['a file is gone', ours('file-unreadable'), 'account', 'refused'],
]

test.each(meanings)('%s', (_name, error, task, step) => {
  expect([failureOf(error), stepFailureOf(error)]).toEqual([task, step])
})
