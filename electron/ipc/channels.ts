/** Where the preload script hands files over, part by part. Requests of the pages all begin with `app:`. */
export const fileChannels = { begin: 'files:begin', part: 'files:part', end: 'files:end' } as const
