/**
 * The Python that runs the snippets of docs/formats.md: that of the peers (environment.mjs) with nnsight and h5py beside it,
 * in a folder of its own in the user's cache, so that what the peers were checked with stays as it is.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/setup/places.mjs'
import { peerPython, peerVersions } from './environment.mjs'

export const snippetVersions = { ...peerVersions, nnsight: '0.8.1', h5py: '3.16.0' }

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export function snippetPython() {
  const folder = join(cacheFolder(), 'peers', `snippets-${Object.values(snippetVersions).join('-')}`)
  const python = pythonIn(folder)
  if (!existsSync(join(folder, 'ready.json'))) make(folder, python)
  return python
}

function pythonIn(folder) {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
}

/** A half-made environment has no marker and is made anew. */
function make(folder, python) {
  const base = peerPython()
  if (!base) throw new Error('The sae-lens environment is not there. Make it: node bench/peers/make-environment.mjs')
  console.error('Installing nnsight and h5py beside the sae-lens environment …')
  rmSync(folder, { recursive: true, force: true })
  run(base, ['-m', 'venv', folder])
  // A .pth file lets it see the packages of the peers: PyTorch is not installed twice.
  writeFileSync(join(sitePackages(python), 'peers.pth'), `${sitePackages(base)}\n`)
  const { nnsight, h5py } = snippetVersions
  run(python, ['-m', 'pip', 'install', '--quiet', `nnsight==${nnsight}`, `h5py==${h5py}`])
  run(python, ['-c', 'import h5py, nnsight, sae_lens, transformer_lens'])
  writeFileSync(join(folder, 'ready.json'), `${JSON.stringify(snippetVersions, undefined, 2)}\n`)
}

function sitePackages(python) {
  const found = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])
  return found.toString().trim()
}

function run(command, parameters) {
  execFileSync(command, parameters, { stdio: ['ignore', 2, 2] })
}

/** Versions of what the snippets use, as the environment reports them. */
export function installedVersions(python) {
  const names = ['numpy', 'torch', 'safetensors', 'h5py', 'pyarrow', 'datasets', 'transformers', 'transformer-lens', 'nnsight']
  const code = `import json, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in ${JSON.stringify(names)}}))`
  return JSON.parse(execFileSync(python, ['-c', code]).toString())
}
