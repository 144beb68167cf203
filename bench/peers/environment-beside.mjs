/**
 * A Python environment beside that of the peers (environment.mjs), in a folder of its own in the user's cache, so that what the
 * peers were checked with stays as it is. It sees their packages: PyTorch is not installed twice.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/setup/places.mjs'
import { peerPython } from './environment.mjs'

/**
 * `versions` names the folder: other versions are another environment. `whole` are packages with what they ask for, `alone`
 * without; `imports` have to load before it counts as made; `what` says to a person what is installed.
 */
export function environmentBeside({ name, versions, whole, alone = [], imports, what }) {
  const folder = join(cacheFolder(), 'peers', `${name}-${Object.values(versions).join('-')}`)
  const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  const marker = join(folder, 'ready.json')
  /** Its Python, or undefined when the environment was not made. */
  const made = () => (existsSync(marker) ? python : undefined)
  /** Makes it when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
  const make = () => {
    if (made()) return python
    const base = peerPython()
    if (!base) throw new Error('The sae-lens environment is not there. Make it: node bench/peers/make-environment.mjs')
    console.error(`Installing ${what} beside the sae-lens environment …`)
    // A half-made environment has no marker and is made anew.
    rmSync(folder, { recursive: true, force: true })
    run(base, ['-m', 'venv', folder])
    // A .pth file lets it see the packages of the peers.
    writeFileSync(join(sitePackages(python), 'peers.pth'), `${sitePackages(base)}\n`)
    run(python, ['-m', 'pip', 'install', '--quiet', ...whole])
    if (alone.length > 0) run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', ...alone])
    run(python, ['-c', `import ${imports}`])
    writeFileSync(marker, `${JSON.stringify(versions, undefined, 2)}\n`)
    return python
  }
  return { made, make }
}

function sitePackages(python) {
  const found = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])
  return found.toString().trim()
}

function run(command, parameters) {
  execFileSync(command, parameters, { stdio: ['ignore', 2, 2] })
}
