/** Runes everywhere: no component falls back to the old reactivity by accident. */
export default { compilerOptions: { runes: true } }
