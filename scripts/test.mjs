/**
 * `npm test`: every test, set-up included. The last line is the sum: "N passed, N failed" (", N skipped").
 * Words after `--` go to both runners as file filters.
 */
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countPlaywright, countVitest, sum } from './run/counts.mjs'
import { environment } from './run/environment.mjs'
import { playwrightCommand } from './run/playwright.mjs'
import { at, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const filters = process.argv.slice(2)
const reportOf = (name) => join(tmpdir(), `loupe-test-${process.pid}-${name}.json`)

/** An option for runs of some files: they may all be the other runner's. */
const forSome = (option) => (filters.length > 0 ? [option] : [])

/** Runs one runner and counts its report; a runner that dies without a report counts as one failure. */
async function runner(name, command, args, env, count) {
  const report = reportOf(name)
  const code = await handOver(command, args, { env: { ...env, LOUPE_TEST_REPORT: report } })
  try {
    const counts = count(JSON.parse(readFileSync(report, 'utf8')))
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch (error) {
    console.error(`${name}: no report (${error.message}), exit code ${code}`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(report, { force: true })
  }
}

function vitest(env) {
  const args = [
    at('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf('vitest')}`,
    ...forSome('--passWithNoTests'),
    ...filters
  ]
  return runner('vitest', runtimeNode(), args, env, countVitest)
}

function playwright(env) {
  const [command, args] = playwrightCommand([...forSome('--pass-with-no-tests'), ...filters])
  return runner('playwright', command, args, env, countPlaywright)
}

try {
  const manifest = await setUp({ tests: true })
  const env = environment(manifest, { LOUPE_ELECTRON_BINARY: manifest.electron?.binary ?? '' })
  delete env.ELECTRON_RUN_AS_NODE
  const total = sum([await vitest(env), await playwright(env)])
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
  console.log('0 passed, 1 failed')
}
