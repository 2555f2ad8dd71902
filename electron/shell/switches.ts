import type { CommandLine } from 'electron'

/**
 * Switches of Chromium's that let another program look into the windows, run code in their place or stand in for the
 * network, https://www.electronjs.org/docs/latest/api/command-line-switches. No fuse closes them.
 */
const withdrawn = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'js-flags',
  'disable-web-security',
  'load-extension',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'enable-logging',
  'log-net-log',
]

/** Makes Chromium deaf to switches that only a developer deps. Must run before the app is ready. */
export function withdrawSwitches(commandLine: Pick<CommandLine, 'hasSwitch' | 'removeSwitch'>): void {
  for (const name of withdrawn) if (commandLine.hasSwitch(name)) commandLine.removeSwitch(name)
}
