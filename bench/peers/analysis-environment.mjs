/**
 * The Python in which the field's analyzers of features run beside Loupe's: that of the peers (environment.mjs, sae-lens and
 * PyTorch) with SAEDashboard, delphi and Neuronpedia's client beside it, in a folder of its own in the user's cache.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/setup/places.mjs'
import { peerPython, peerVersions } from './environment.mjs'

export const analyzerVersions = { ...peerVersions, saeDashboard: '0.8.0', delphi: '0.1.3', neuronpedia: '1.2.1' }

/** Installed without what they ask for: older versions of the peers' packages, and programs for labeling with language models. */
const alone = [
  `sae-dashboard==${analyzerVersions.saeDashboard}`,
  `eai-delphi==${analyzerVersions.delphi}`,
  `neuronpedia==${analyzerVersions.neuronpedia}`
]
/** What their modules that compute import beside the packages of the peers. */
const whole = ['matplotlib', 'eindex-callum==0.1.2', 'dataclasses-json==0.6.7', 'simple-parsing==0.1.9']

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export function analyzersPython() {
  const made = madeAnalyzersPython()
  if (made) return made
  const { folder, python } = place()
  make(folder, python)
  return python
}

/** Its Python, or undefined when the environment was not made. */
export function madeAnalyzersPython() {
  const { folder, python } = place()
  return existsSync(join(folder, 'ready.json')) ? python : undefined
}

function place() {
  const folder = join(cacheFolder(), 'peers', `analyzers-${Object.values(analyzerVersions).join('-')}`)
  const python = process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python')
  return { folder, python }
}

/** A half-made environment has no marker and is made anew. */
function make(folder, python) {
  const base = peerPython()
  if (!base) throw new Error('The sae-lens environment is not there. Make it: node bench/peers/make-environment.mjs')
  console.error('Installing SAEDashboard, delphi and Neuronpedia’s client beside the sae-lens environment …')
  rmSync(folder, { recursive: true, force: true })
  run(base, ['-m', 'venv', folder])
  // A .pth file lets it see the packages of the peers: PyTorch is not installed twice.
  writeFileSync(join(sitePackages(python), 'peers.pth'), `${sitePackages(base)}\n`)
  run(python, ['-m', 'pip', 'install', '--quiet', ...whole])
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', ...alone])
  run(python, ['-c', 'import sae_dashboard.sae_vis_runner, delphi, sae_lens, neuronpedia'])
  writeFileSync(join(folder, 'ready.json'), `${JSON.stringify(analyzerVersions, undefined, 2)}\n`)
}

function sitePackages(python) {
  const found = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'])
  return found.toString().trim()
}

function run(command, parameters) {
  execFileSync(command, parameters, { stdio: ['ignore', 2, 2] })
}
