/**
 * `npm run check`: format and lint, types, import rules, dead code, unit tests. Ends at the first step that fails.
 * `--no-tests` leaves the unit tests out, for a caller that runs all tests anyway.
 */

import { environment } from './run/environment.mjs'
import { at, runtimeNode } from './setup/places.mjs'
import { run } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const tool = (...parts) => [runtimeNode(), [at('node_modules', ...parts)]]
const withArguments = ([command, args], ...more) => [command, [...args, ...more]]
const types = (name) => withArguments(tool('typescript', 'bin', 'tsc'), '-p', `tsconfig.${name}.json`)

const unitTests = () => ['unit tests', withArguments(tool('vitest', 'vitest.mjs'), 'run', '--project', 'unit*', '--reporter=dot')]

const steps = () => [
  ['format and lint', withArguments(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.')],
  ['types, node', types('node')],
  ['types, preload', types('preload')],
  ['types, renderer', types('web')],
  ['types, e2e', types('e2e')],
  [
    'import rules',
    withArguments(
      tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      'contract',
      'main',
      'preload',
      'renderer',
      '--config',
      '.dependency-cruiser.mjs'
    )
  ],
  ['dead code', withArguments(tool('knip', 'bin', 'knip.js'))],
  ...(process.argv.includes('--no-tests') ? [] : [unitTests()])
]

/** Import rules over no modules prove nothing: TypeScript 7 without the swc parser looks like that. */
function provesSomething(name, output) {
  return name !== 'import rules' || Number(/\((\d+) modules/.exec(output)?.[1] ?? 0) > 50
}

const manifest = await setUp({ window: false })
const from = Date.now()
for (const [name, [command, args]] of steps()) {
  const began = Date.now()
  const { code, output } = await run(command, args, { env: environment(manifest) })
  const good = code === 0 && provesSomething(name, output)
  console.log(`${good ? '✓' : '✗'} ${name.padEnd(16)} ${((Date.now() - began) / 1000).toFixed(1)} s`)
  if (good) continue
  console.log(output)
  process.exitCode = 1
  break
}
console.log(`${process.exitCode ? 'failed' : 'all good'} after ${((Date.now() - from) / 1000).toFixed(1)} s`)
