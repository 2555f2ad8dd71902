import type { BitrixClient } from '../../../bitrix/rest/client.ts'
import type { FileContent } from '../../../bitrix/rest/streamed-file.ts'
import type { CaptureRecord, SentFile } from '../../record.ts'
import type { UploadWatch } from '../uploads.ts'

/** What a step is given to work with. */
export type StepWork = {
  capture: CaptureRecord
  taskId: number
  client: BitrixClient
  /** It was begun before, so what is there has to be looked up first. */
  isRepeated: boolean
  /** Keeps how many of its parts are done. */
  progress: (done: number) => Promise<void>
  /** Keeps what has become of a file. */
  keepFile: (id: string, change: Partial<Pick<SentFile, 'triedAt' | 'fileId'>>) => Promise<void>
  /** Tells of so many bytes on their way from now on, until `end`. */
  beginUpload: (of: number) => UploadWatch
  /** The content of an attachment. Throws `file-unreadable`. */
  openFile: (id: string) => Promise<FileContent>
  now: () => number
}

/** Something that a capture wants of its task. Throws what calls throw; may be run again after any failure. */
export type Step = (work: StepWork) => Promise<void>
