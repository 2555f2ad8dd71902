type Press = Pick<KeyboardEvent, 'code'> & Partial<Pick<KeyboardEvent, 'key'>>

/**
 * The key that a shortcut means, in the form of `KeyboardEvent.code`. A Latin letter goes by what is on the key, so that
 * Ctrl+Z is where German, French and Czech keyboards print Z; every other key goes by its position, so that Ctrl+Z also
 * works on a Russian layout. https://www.w3.org/TR/uievents-code/#key-alphanumeric-writing-system
 */
export const keyCodeOf = ({ code, key = '' }: Press): string =>
  /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : code
