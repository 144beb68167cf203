/**
 * The Python in which the field's trainers run beside Loupe's: that of the peers (sae-lens and PyTorch) with
 * dictionary_learning and sparsify beside it.
 */
import { peerVersions } from './environment.mjs'
import { environmentBeside } from './environment-beside.mjs'

export const trainerVersions = { ...peerVersions, dictionaryLearning: '0.1.0', sparsify: '1.3.3' }

const environment = environmentBeside({
  name: 'trainers',
  what: 'dictionary_learning and sparsify',
  versions: trainerVersions,
  // nnsight is imported by dictionary_learning, and brings what it needs itself.
  whole: ['nnsight==0.8.1', 'simple-parsing==0.1.9'],
  // They pin old versions of things that their trainers never touch.
  alone: [
    `dictionary-learning==${trainerVersions.dictionaryLearning}`,
    `eai-sparsify==${trainerVersions.sparsify}`,
    'schedulefree==1.4.1',
    'natsort==8.4.0'
  ],
  imports: 'dictionary_learning.trainers, sparsify, sae_lens'
})

/** Makes the environment when it is not there; gives its Python. Throws when the peers' own is missing or pip fails. */
export const trainersPython = environment.make

/** Its Python, or undefined when the environment was not made. */
export const madeTrainersPython = environment.made
