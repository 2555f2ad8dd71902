import type { FileContent } from '../../electron/bitrix/rest/streamed-file.ts'

/** What is in a file, as a call takes it, in parts of so many bytes. */
export const contentOf = (bytes: Uint8Array, part = 1_000): FileContent => ({
  size: bytes.byteLength,
  parts: async function* () {
    for (let at = 0; at < bytes.byteLength; at += part)
      yield await Promise.resolve(bytes.subarray(at, at + part))
  },
})
