/** Unit and contract tests; end-to-end tests are Playwright's (playwright.config.ts). */
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { viewerPlugin } from './scripts/viewer-plugin.mjs'

const under = (folder: string) => `tests/unit/${folder}/**/*.test.{ts,tsx}`

/** Tests of pure functions: they share threads, since nothing of one can reach the other. */
const pure = ['contract', 'scripts', 'main/maths', 'main/codecs', 'main/shell', 'renderer/widgets'].map(under)

/**
 * Stations keep nothing between calls but the tensor library, which takes seconds to load: their tests share a process, each
 * with a temporary folder of its own. Which library it is, is decided once per process: tests of that are not among them.
 */
const stations = ['datasets', 'training', 'analysis', 'store', 'interchange', 'dictionaries/{architectures,resampling,weights}']
  .map((name) => under(`main/${name}`))
  .concat('tests/unit/main/dictionaries/*.test.ts')

// A loaded machine is slow, not broken.
const patient = { testTimeout: 60_000, hookTimeout: 60_000 }

// The palette is measured from the style sheet itself; other style sheets stay empty in unit tests.
const css = { include: [/tokens\.css/] }

/** All others have a process for each file: the window keeps its state in modules, as one window does. */
const others = { include: ['tests/unit/**/*.test.{ts,tsx}'], exclude: [...pure, ...stations] }

/** Most start processes of Loupe: these are built once for all of them. */
const contract = { include: ['tests/contract/**/*.test.ts'], globalSetup: ['tests/contract/built-entries.ts'] }

const plugins = [viewerPlugin(import.meta.dirname)]

// Tests of the contract mostly wait for processes they started: on two cores two of them run, not one.
const maxWorkers = Math.max(2, availableParallelism() - 1)

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      { test: { name: 'unit-pure', include: pure, isolate: false, css, ...patient } },
      { plugins, test: { name: 'unit-stations', include: stations, isolate: false, pool: 'forks', ...patient } },
      { plugins, test: { name: 'unit', ...others, pool: 'forks', css, ...patient } },
      { plugins, test: { name: 'contract', ...contract, pool: 'forks', ...patient } }
    ]
  }
})
