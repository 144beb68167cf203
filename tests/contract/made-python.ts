/** The Python of an environment of bench/peers, where it was made: tests use it and install nothing. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const peers = join(import.meta.dirname, '../../bench/peers')

/** `ask`: the function of the file that gives the path. Says why and gives undefined where there is none: what needs it is skipped. */
export function madePython(file: string, ask: string, howMade: string): string | undefined {
  const address = JSON.stringify(pathToFileURL(join(peers, file)).href)
  const code = `import { ${ask} } from ${address}; process.stdout.write(${ask}() ?? '')`
  const path = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout.trim()
  if (path !== '') return path
  console.log(`Skipped: there is no Python environment of the peers (${howMade} makes it).`)
  return undefined
}
