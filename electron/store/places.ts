import * as z from 'zod'
import type { ObjectFile } from './settings.ts'

const place = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200),
  height: z.number().int().min(200),
  maximized: z.boolean(),
})

/** Where the main window stood, in screen pixels of the display layout at that time. */
export type Place = z.infer<typeof place>

export type Places = { main(): Place | null; keepMain(place: Place): void }

/** Window places have a file of their own, so that they can never spoil the settings. */
export function createPlaces(file: ObjectFile): Places {
  return {
    main: () =>
      place
        .nullable()
        .catch(null)
        .parse(file.store['main'] ?? null),
    keepMain: (next) => {
      file.store = { ...file.store, main: next }
    },
  }
}
