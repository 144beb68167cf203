#!/usr/bin/env node
import { environment } from './run/environment.mjs'
/** The `loupe` command of a checkout: makes it ready if needed, then starts the command line on the right Node. */
import { at, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

try {
  const manifest = await setUp({ window: false })
  // npm changes to the checkout; paths belong to where the command was called.
  const cwd = process.env.INIT_CWD ?? process.cwd()
  process.exitCode = await handOver(runtimeNode(), [at('out', 'main', 'cli.cjs'), ...process.argv.slice(2)], {
    cwd,
    env: environment(manifest)
  })
} catch (error) {
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: { code: 'crashed', message: error.message, hint: 'Run: npm run setup' } }))
  else console.error(error.message)
  process.exitCode = 1
}
