/**
 * What SAELens 6.54.12 calls a dictionary (sae_lens/saes/, a class per architecture), and the way back.
 * Autoencoders all have a class. Of transcoders only ReLU and JumpReLU do: jumprelu_skip_transcoder and the like. Two more
 * things are written in a form that computes exactly the same, and marked in `metadata.loupe`: a crosscoder is an autoencoder
 * over its streams side by side; a TopK or gated transcoder between equal widths is an autoencoder that does not subtract b_dec.
 */
import { LoupeError } from '../../../contract/wire/errors'
import type { Dictionary } from '../../dictionaries/dictionary'

/** A dictionary but for its tensors. */
export type About = Omit<Dictionary, 'tensors'>

export interface SaelensName {
  architecture: string
  /** What the class does not say, for `metadata.loupe`. */
  loupe?: { kind: NonNullable<Dictionary['kind']>; streams?: number[] }
}

const transcoderNames: Record<string, Pick<About, 'architecture' | 'kind'>> = {
  transcoder: { architecture: 'standard', kind: 'transcoder' },
  skip_transcoder: { architecture: 'standard', kind: 'skip-transcoder' },
  jumprelu_transcoder: { architecture: 'jumprelu', kind: 'transcoder' },
  jumprelu_skip_transcoder: { architecture: 'jumprelu', kind: 'skip-transcoder' }
}
const autoencoders: Dictionary['architecture'][] = ['standard', 'topk', 'jumprelu', 'gated']

/** Throws unsupported, with what can be done, for what no class computes. */
export function saelensName(dictionary: About): SaelensName {
  const { architecture, kind = 'sae', streams, dIn, dOut = dIn, inputNorm } = dictionary
  if (kind === 'sae') return { architecture }
  if (kind === 'crosscoder') return { architecture, loupe: { kind, ...(streams ? { streams: [...streams] } : {}) } }
  if (kind === 'skip-transcoder' && inputNorm) throw refused(`a skip path beside ${inputNorm}`, otherNormalization)
  const names = Object.entries(transcoderNames)
  const own = names.find(([, named]) => named.architecture === architecture && named.kind === kind)
  if (own) return { architecture: own[0] }
  if (kind === 'skip-transcoder') throw refused(`${architecture} skip transcoders`, otherArchitecture)
  if (dOut !== dIn) throw refused(`${architecture} transcoders from ${dIn} to ${dOut} dimensions`, otherArchitecture)
  if (inputNorm) throw refused(`${architecture} transcoders with ${inputNorm}`, otherNormalization)
  return { architecture, loupe: { kind } }
}

/** Architecture and kind of a class, or undefined for one that Loupe does not know. */
export function namedInSaelens(architecture: string): Pick<About, 'architecture' | 'kind'> | undefined {
  const autoencoder = autoencoders.find((name) => name === architecture)
  if (autoencoder) return { architecture: autoencoder }
  return Object.hasOwn(transcoderNames, architecture) ? transcoderNames[architecture] : undefined
}

const otherArchitecture =
  'Train it as batchtopk (as sparse on average), jumprelu or relu-l1: these have a class there. The checkpoint stays usable here.'
const otherNormalization = 'Train it with the normalization expected-average, which folds into the weights.'

function refused(what: string, hint: string): LoupeError {
  return new LoupeError('unsupported', `SAELens has nothing that computes ${what}, so this can not be exported for it.`, {
    place: 'architecture',
    hint
  })
}
