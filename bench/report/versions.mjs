/** What of Loupe's a bench ran, for the object that it prints; the versions of those that it is compared with stand beside it. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout, runtimeNode } from '../../scripts/setup/places.mjs'

/** Loupe's version with the commit where that is known, and the Node that its programs ran on. */
export function ownVersions() {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
  const commit = commitOf(checkout)
  return {
    loupe: commit ? `${version} (${commit})` : version,
    node: execFileSync(runtimeNode(), ['--version'], { encoding: 'utf8' }).trim()
  }
}

/** Undefined outside of a clone; `+` where files differ from the commit. */
function commitOf(folder) {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty=+'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    }).trim()
  } catch {
    return undefined
  }
}
