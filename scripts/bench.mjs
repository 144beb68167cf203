/** `npm run bench:NAME`: sets up, then runs bench/NAME with the words that follow. */
import { existsSync } from 'node:fs'
import { environment } from './run/environment.mjs'
import { at, runtimeNode } from './setup/places.mjs'
import { handOver } from './setup/processes.mjs'
import { setUp } from './setup/setup.mjs'

const [name, ...rest] = process.argv.slice(2)
const file = [at('bench', `${name}.mjs`), at('bench', `${name}.ts`)].find(existsSync)
if (!file) {
  console.error(`There is no bench of the name ${name}`)
  process.exitCode = 2
} else {
  const manifest = await setUp({ window: false })
  process.exitCode = await handOver(runtimeNode(), [file, ...rest], { env: environment(manifest) })
}
