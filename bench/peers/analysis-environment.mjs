/**
 * The Python in which the field's analyzers of features run beside Loupe's: that of the peers (sae-lens and PyTorch) with
 * SAEDashboard, delphi and Neuronpedia's client beside it.
 */
import { peerVersions } from './environment.mjs'
import { environmentBeside } from './environment-beside.mjs'

export const analyzerVersions = { ...peerVersions, saeDashboard: '0.8.0', delphi: '0.1.3', neuronpedia: '1.2.1' }

const environment = environmentBeside({
  name: 'analyzers',
  what: 'SAEDashboard, delphi and Neuronpedia’s client',
  versions: analyzerVersions,
  // What their modules that compute import beside the packages of the peers.
  whole: ['matplotlib', 'eindex-callum==0.1.2', 'dataclasses-json==0.6.7', 'simple-parsing==0.1.9'],
  // They ask for older versions of the peers' packages, and for programs that label with language models.
  alone: [
    `sae-dashboard==${analyzerVersions.saeDashboard}`,
    `eai-delphi==${analyzerVersions.delphi}`,
    `neuronpedia==${analyzerVersions.neuronpedia}`
  ],
  imports: 'sae_dashboard.sae_vis_runner, delphi, sae_lens, neuronpedia'
})

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export const analyzersPython = environment.make

/** Its Python, or undefined when the environment was not made. */
export const madeAnalyzersPython = environment.made
