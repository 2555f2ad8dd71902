/** Where the preload script sends files. Requests of the pages all begin with `app:`. */
export const attachChannel = 'files:attach'
