/**
 * Builds the three sides. Main-side entries have stable names since they are started by path:
 * the shell by Electron, engine and jobs by a launcher (utility process or plain Node), the command line by Node.
 * All are CommonJS: the oldest Electron that the set-up may fall back to can not start ES modules.
 */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { viewerPlugin } from './scripts/viewer-plugin.mjs'

const at = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    plugins: [viewerPlugin(at('.'))],
    build: {
      outDir: at('out/main'),
      target: 'node18',
      // Loaded from its package it brings its words in fifty languages along, in each process that starts.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: {
          shell: at('main/shell/main.ts'),
          engine: at('main/engine/main.ts'),
          cli: at('main/cli/main.ts'),
          'job-train': at('main/engine/jobs/entries/train.ts'),
          'job-together': at('main/engine/jobs/entries/together.ts'),
          'job-estimate': at('main/engine/jobs/entries/estimate.ts'),
          'job-analyze': at('main/engine/jobs/entries/analyze.ts'),
          'facts-thread': at('main/engine/jobs/entries/facts-thread.ts'),
          'job-pins': at('main/engine/jobs/entries/pins.ts'),
          'job-inspect': at('main/engine/jobs/entries/inspect.ts'),
          'job-export': at('main/engine/jobs/entries/export.ts'),
          'job-dictionary': at('main/engine/jobs/entries/dictionary.ts'),
          'job-fit': at('main/engine/jobs/entries/fit.ts'),
          'job-study': at('main/engine/jobs/entries/study.ts'),
          'job-draft': at('main/engine/jobs/entries/draft.ts'),
          'job-probe': at('main/engine/jobs/entries/probe.ts')
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' }
      }
    }
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { bridge: at('preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      target: 'chrome114',
      chunkSizeWarningLimit: 6000,
      rolldownOptions: { input: { index: at('renderer/index.html') } }
    },
    worker: { format: 'es' }
  }
})
