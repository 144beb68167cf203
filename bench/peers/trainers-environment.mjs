/**
 * The Python in which the field's trainers run beside Loupe's: that of the peers (environment.mjs, sae-lens and PyTorch) with
 * dictionary_learning and sparsify beside it, in a folder of its own in the user's cache.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/setup/places.mjs'
import { peerPython, peerVersions } from './environment.mjs'

export const trainerVersions = { ...peerVersions, dictionaryLearning: '0.1.0', sparsify: '1.3.3' }

/** Packages installed without what they ask for: they pin old versions of things that their trainers never touch. */
const alone = [
  `dictionary-learning==${trainerVersions.dictionaryLearning}`,
  `eai-sparsify==${trainerVersions.sparsify}`,
  'schedulefree==1.4.1',
  'natsort==8.4.0'
]
/** nnsight is imported by dictionary_learning, and brings what it needs itself. */
const whole = ['nnsight==0.8.1', 'simple-parsing==0.1.9']

/** Its Python, or undefined when the environment was not made. */
export function madeTrainersPython() {
  return existsSync(join(folder(), 'ready.json')) ? pythonIn(folder()) : undefined
}

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export function trainersPython() {
  const python = pythonIn(folder())
  if (!madeTrainersPython()) make(folder(), python)
  return python
}

function folder() {
  return join(cacheFolder(), 'peers', `trainers-${Object.values(trainerVersions).join('-')}`)
}

function pythonIn(environment) {
  return process.platform === 'win32' ? join(environment, 'Scripts', 'python.exe') : join(environment, 'bin', 'python')
}

/** A half-made environment has no marker and is made anew. */
function make(folder, python) {
  const base = peerPython()
  if (!base) throw new Error('The sae-lens environment is not there. Make it: node bench/peers/make-environment.mjs')
  console.error('Installing dictionary_learning and sparsify beside the sae-lens environment …')
  rmSync(folder, { recursive: true, force: true })
  run(base, ['-m', 'venv', folder])
  // A .pth file lets it see the packages of the peers: PyTorch is not installed twice.
  writeFileSync(join(sitePackages(python), 'peers.pth'), `${sitePackages(base)}\n`)
  run(python, ['-m', 'pip', 'install', '--quiet', ...whole])
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', ...alone])
  run(python, ['-c', 'import dictionary_learning.trainers, sparsify, sae_lens'])
  writeFileSync(join(folder, 'ready.json'), `${JSON.stringify(trainerVersions, undefined, 2)}\n`)
}

function sitePackages(python) {
  const found = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])
  return found.toString().trim()
}

function run(command, parameters) {
  execFileSync(command, parameters, { stdio: ['ignore', 2, 2] })
}
