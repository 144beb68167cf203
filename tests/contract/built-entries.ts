/**
 * Engine, command line and job entries, built as the app's build does it: once for all the tests that start real processes.
 * Set-up of the project `contract` (vitest.config.ts); what is tested is the source as it was when the tests were started.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import config from '../../electron.vite.config'
import { viewerPlugin } from '../../scripts/viewer-plugin.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the built entries. */
    entries: string
  }
}

const checkout = resolve(import.meta.dirname, '../..')
const main = (config as { main: { build: MainBuild } }).main.build

interface MainBuild {
  externalizeDeps: { exclude: string[] }
  rolldownOptions: { input: Record<string, string>; output: object }
}

/** About two seconds. The folder lies in the checkout, so that packages are found from it; gives what removes it. */
export async function setup(project: TestProject): Promise<() => void> {
  const cache = join(checkout, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const root = mkdtempSync(join(cache, 'loupe-test-'))
  const entries = join(root, 'out', 'main')
  const buildOnce = () =>
    build({
      configFile: false,
      logLevel: 'error',
      root: checkout,
      plugins: [viewerPlugin(checkout)],
      ssr: { noExternal: main.externalizeDeps.exclude },
      build: { ssr: true, outDir: entries, target: 'node22', minify: false, rolldownOptions: entryOptions() }
    })
  await buildOnce()
  // Hundreds of processes load the same code.
  process.env.NODE_COMPILE_CACHE = join(root, 'compiled')
  project.onTestsRerun(async () => void (await buildOnce()))
  project.provide('entries', entries)
  return () => rmSync(root, { recursive: true, force: true })
}

/** The entries and output of the app's own build, without the shell, which only Electron can load. */
function entryOptions() {
  const { input, output } = main.rolldownOptions
  const { shell: _shell, ...entries } = input
  return { input: entries, output }
}
