/** By this name Windows knows whose notices and task bar buttons these are, and macOS the app; the installer registers the same one. */
export const applicationId = 'io.quickplan.Quickplan'
