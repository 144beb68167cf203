/**
 * Makes a Python environment with the real sae-lens (PyTorch for the CPU) in the user's cache, once:
 *   node bench/peers/make-environment.mjs           makes it when it is not there, prints its Python
 *   node bench/peers/make-environment.mjs --where   prints its Python, or says that it is not there and exits 1
 * Needs Python 3.10 or later and about 2 GB. Tests use the environment when it exists; nothing makes it on its own.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { peerFolder, peerPython, peerVersions } from './environment.mjs'

const marker = join(peerFolder(), 'ready.json')

const isAsked = process.argv.includes('--where')

if (isAsked && !existsSync(marker)) fail('The sae-lens environment is not there. Make it: node bench/peers/make-environment.mjs')
else if (isAsked) console.log(peerPython())
else if (existsSync(marker)) {
  addSchemaChecker(peerPython())
  console.log(peerPython())
} else make()

/** A half-made environment has no marker and is made anew. */
function make() {
  const python = findPython()
  rmSync(peerFolder(), { recursive: true, force: true })
  mkdirSync(dirname(peerFolder()), { recursive: true })
  run(python[0], [...python.slice(1), '-m', 'venv', peerFolder()], 'Making a virtual environment')
  const own = join(peerFolder(), process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  // PyTorch first: where a build for the CPU is at hand, sae-lens is then content with it and no CUDA libraries come along.
  run(
    own,
    ['-m', 'pip', 'install', '--quiet', `torch==${peerVersions.torch}`, ...torchIndex()],
    `Installing torch ${peerVersions.torch}`
  )
  run(
    own,
    ['-m', 'pip', 'install', '--quiet', `sae-lens==${peerVersions.saelens}`],
    `Installing sae-lens ${peerVersions.saelens}`
  )
  addSchemaChecker(own)
  run(own, ['-c', 'import sae_lens, torch; print(sae_lens.__version__, torch.__version__)'], 'Checking that it loads')
  writeFileSync(marker, `${JSON.stringify({ ...peerVersions, python: own }, undefined, 2)}\n`)
  console.log(own)
}

/** What checks labels.jsonl against its schema; environments that were made before it was needed get it too. */
function addSchemaChecker(python) {
  if (spawnSync(python, ['-c', 'import jsonschema']).status === 0) return
  run(python, ['-m', 'pip', 'install', '--quiet', 'jsonschema==4.26.0'], 'Installing jsonschema')
}

/** LOUPE_TORCH_INDEX names a package index with CPU builds, where the usual one has only CUDA builds for this platform. */
function torchIndex() {
  return process.env.LOUPE_TORCH_INDEX ? ['--extra-index-url', process.env.LOUPE_TORCH_INDEX] : []
}

function findPython() {
  const candidates = [['python3'], ['python'], ['py', '-3']]
  const wanted = 'import sys, venv; sys.exit(0 if sys.version_info >= (3, 10) else 1)'
  const found = candidates.find(([command, ...more]) => spawnSync(command, [...more, '-c', wanted]).status === 0)
  return found ?? fail('No Python 3.10 or later with venv was found. On Debian: apt-get install python3-venv')
}

function run(command, parameters, what) {
  console.error(`${what} …`)
  try {
    execFileSync(command, parameters, { stdio: ['ignore', 2, 2] })
  } catch {
    fail(`${what} did not work; what it said is above. Nothing is used of the half-made environment; start again to go on.`)
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
