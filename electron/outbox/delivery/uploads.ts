import { AppError } from '../../errors.ts'
import type { Upload } from '../../model.ts'

/** The files of one capture on their way. */
export type UploadWatch = {
  /** Aborted with `upload-stopped` when somebody stops them. */
  signal: AbortSignal
  /** So many bytes of all its files have gone by now. */
  sent(bytes: number): void
  end(): void
}

/** Tells how far files have come, and stops them. There is one upload at a time. */
export type Uploads = {
  /** `of`: bytes of all files of the capture. */
  begin(id: string, of: number): UploadWatch
  /** The one under way; null for none, and for one that has only just begun. */
  current(): Upload | null
  /** Stops the files of this capture; false where they are not on their way. */
  stop(id: string): boolean
}

/** Milliseconds between two news; what takes no longer is not told of at all. */
const pace = 500

export function createUploads(onChange: (upload: Upload | null) => void): Uploads {
  let upload: Upload | null = null
  let told: Upload | null = null
  let abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    if (told === upload) return
    told = upload
    onChange(upload)
  }
  return {
    begin: (id, of) => {
      upload = { id, sent: 0, of }
      abort = new AbortController()
      timer = setInterval(tell, pace).unref()
      return {
        signal: abort.signal,
        sent: (sent) => {
          upload = { id, sent, of }
        },
        end: () => {
          clearInterval(timer)
          upload = null
          tell()
        },
      }
    },
    current: () => told && upload,
    stop: (id) => {
      if (upload?.id !== id) return false
      abort.abort(new AppError('upload-stopped', 'The user has stopped the upload'))
      return true
    },
  }
}
