import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// Three builds: the main process, the bridge, and three pages. The preload is one CommonJS file with nothing to
// import at run time, so that the windows' sandbox stays on. The command line's program runs without Electron; it has
// no module in common with the main process, so that it is one file that can be put anywhere.
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // One file is read in a fraction of the time that the packages' hundreds take; a native module stays outside.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          entry: at('electron/entry.ts'),
          keychain: at('electron/keychain.ts'),
          quickplan: at('scripts/quickplan.ts'),
        },
        output: {
          format: 'es',
          // All of it in one folder, from which the app finds its pages and pictures.
          chunkFileNames: '[name].js',
          entryFileNames: ({ name }) => (name === 'quickplan' ? 'quickplan.mjs' : '[name].js'),
        },
        external: ['keytar'],
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [svelte({ configFile: at('svelte.config.js') })],
    build: {
      minify: true,
      outDir: at('out/renderer'),
      // The content security policy allows no data: scripts or fonts; small pictures stay files too.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: {
          capture: at('renderer/capture/index.html'),
          main: at('renderer/main/index.html'),
          notice: at('renderer/notice/index.html'),
        },
      },
    },
  },
})
