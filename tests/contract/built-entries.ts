/**
 * Builds engine, command line and job entries as the app's build does, for tests that start real processes.
 * A build of its own for each test file: what is tested is always the source as it is now.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import config from '../../electron.vite.config'
import { viewerPlugin } from '../../scripts/viewer-plugin.mjs'

const checkout = resolve(import.meta.dirname, '../..')

export interface BuiltEntries {
  folder: string
  remove(): void
}

/** About two seconds. The folder lies in the checkout, so that packages are found from it. */
export async function buildEntries(): Promise<BuiltEntries> {
  const cache = join(checkout, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const root = mkdtempSync(join(cache, 'loupe-test-'))
  const folder = join(root, 'out', 'main')
  await build({
    configFile: false,
    logLevel: 'error',
    root: checkout,
    plugins: [viewerPlugin(checkout)],
    build: { ssr: true, outDir: folder, target: 'node22', minify: false, rolldownOptions: entryOptions() }
  })
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** The entries and output of the app's own build, without the shell, which only Electron can load. */
function entryOptions() {
  const options = (config as { main: { build: { rolldownOptions: { input: Record<string, string>; output: object } } } }).main
    .build.rolldownOptions
  const { shell: _shell, ...input } = options.input
  return { input, output: options.output }
}
