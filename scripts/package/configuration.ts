import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import type { Electron } from '../electron/electron.ts'
import { root } from '../system/project.ts'
import { wantedFuses } from './fuses.ts'
import { applicationId } from '../../electron/application-id.ts'

type ConfigurationOptions = {
  /** The folder with what belongs in the package. */
  app: string
  /** Where the results go. */
  output: string
  /** An Electron that is on disk already; null: electron-builder fetches the one for the platform. */
  electron: Electron | null
  electronVersion: string
}

/** How electron-builder packages the app, https://www.electron.build/configuration. */
export function configuration({
  app,
  output,
  electron,
  electronVersion,
}: ConfigurationOptions): Configuration {
  return {
    appId: applicationId,
    productName: 'Quickplan',
    copyright: 'MIT licence',
    directories: { app, output, buildResources: join(root, 'resources', 'icons') },
    files: ['**/*'],
    asar: { smartUnpack: false },
    // A program outside the app can start the client only where it is a file of its own.
    asarUnpack: ['**/*.node', 'out/main/quickplan.mjs'],
    electronVersion,
    ...(electron && { electronDist: electron.dist }),
    electronLanguages: ['en', 'ru'],
    electronFuses: wantedFuses,
    // The development copy of the fallback brings a stand-in for Electron's default app.
    afterExtract: async ({ appOutDir }) => {
      for (const name of ['app', 'default_app.asar']) {
        await rm(join(appOutDir, 'resources', name), { recursive: true, force: true })
      }
    },
    extraFiles: [{ from: join(root, 'LICENSE'), to: 'LICENSE' }],
    npmRebuild: false,
    // Updates come from a feed of our own, see electron/updates.
    publish: null,
    protocols: [{ name: 'Quickplan', schemes: ['quickplan'] }],
    linux: {
      target: ['AppImage', 'deb'],
      executableName: 'quickplan',
      syncDesktopName: true,
      category: 'Office',
      icon: join(root, 'resources', 'icons', 'icon.png'),
      maintainer: 'Quickplan <quickplan@localhost>',
      mimeTypes: ['x-scheme-handler/quickplan'],
    },
    win: {
      target: ['nsis'],
      icon: join(root, 'resources', 'icons', 'icon.png'),
      extraFiles: [{ from: join(root, 'resources', 'windows', 'quickplan.cmd'), to: 'quickplan.cmd' }],
    },
    nsis: { oneClick: false, perMachine: false, allowElevation: false, deleteAppDataOnUninstall: false },
    mac: {
      target: ['dmg', 'zip'],
      icon: join(root, 'resources', 'icons', 'icon.png'),
      category: 'public.app-category.productivity',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: join(root, 'scripts', 'package', 'entitlements.mac.plist'),
      entitlementsInherit: join(root, 'scripts', 'package', 'entitlements.mac.plist'),
      darkModeSupport: true,
    },
  }
}
