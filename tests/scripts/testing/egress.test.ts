import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { egressVerdict, recordEgress, type EgressRecorder } from '../../../scripts/testing/egress.ts'

let recorder: EgressRecorder | null = null
afterEach(() => recorder?.close())

/** Says something to the recorder and returns what it answers. */
const say = async (request: string) => {
  const [host, port] = (recorder?.address ?? '').split(':')
  const socket = connect(Number(port), host).setEncoding('utf8')
  socket.write(request)
  return new Promise<string>((resolve) => socket.once('data', (answer) => resolve(String(answer))))
}

test('a tunnel and a request are refused, and both are noted by their host', async () => {
  recorder = await recordEgress()
  expect(await say('CONNECT redirector.gvt1.com:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toContain('502')
  expect(await say('GET http://other.org/a?b HTTP/1.1\r\nHost: other.org\r\n\r\n')).toContain('502')
  expect([...recorder.asked]).toEqual(['redirector.gvt1.com:443', 'other.org'])
})

test('names that lead nowhere are told, any other is an error', () => {
  expect(egressVerdict([])).toEqual({ text: 'Hosts asked for beyond this computer: none', isClean: true })
  expect(egressVerdict(['a.example:443', 'portal.test'])).toMatchObject({ isClean: true })
  const { text, isClean } = egressVerdict(['a.example:443', 'redirector.gvt1.com:443', 'myexample'])
  expect(isClean).toBe(false)
  expect(text).toContain('Not of the tests: myexample, redirector.gvt1.com:443')
})
