/**
 * By this name the systems know the app. Windows: whose notices and task bar buttons these are, as the installer registers it.
 * macOS: the bundle. Linux: the desktop files, and so the windows under Wayland; desktops refuse an id that is not reversed.
 */
export const applicationId = 'io.quickplan.Quickplan'
