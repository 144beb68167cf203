/**
 * First values of a run from a finished dictionary: fine-tuning. Parameters are taken over, in units of the run's normalization;
 * optimizer, counters and schedules begin anew. Another architecture may go on with it: what it has beyond the
 * dictionary (thresholds, gates) starts as it always does.
 */
import type { Tensors } from '../../../contract/records/arrays'
import { LoupeError } from '../../../contract/wire/errors'
import type { Shape } from '../architectures/shape'
import { f64Product } from '../backend/float64'
import { checkDictionary, type Dictionary } from '../dictionary'
import { withShiftedBiases } from '../normalization/affine'
import type { Normalizer } from '../normalization/normalizer'
import { parametersFromDictionary } from '../weights/from-parameters'

/** `initial`: parameters of a run that starts anew. Throws wrong-shape, config, with what differs. */
export function startFrom(dictionary: Dictionary, shape: Shape, normalizer: Normalizer, initial: Tensors): Tensors {
  checkDictionary(dictionary)
  checkFits(dictionary, shape)
  const normalized = asTrained(normalizer.unfold(dictionary), shape)
  return { ...initial, ...parametersFromDictionary(normalized, Object.keys(initial)) }
}

function checkFits({ kind = 'sae', dIn, dSae, dOut = dIn, streams = [dIn] }: Dictionary, shape: Shape): void {
  const differences: [place: string, found: unknown, wanted: unknown, what: string][] = [
    ['kind', kind, shape.kind, 'is of the kind'],
    ['dSae', dSae, shape.dSae, 'has a number of features of'],
    ['dIn', dIn, shape.dIn, 'takes rows of a width of'],
    ['dOut', dOut, shape.dOut, 'reconstructs rows of a width of'],
    ['streams', streams.join(', '), shape.streams.join(', '), 'has streams of the widths']
  ]
  for (const [place, found, wanted, what] of differences) {
    if (found === wanted) continue
    throw new LoupeError('wrong-shape', `The dictionary to start from ${what} ${found}; this run needs ${wanted}.`, {
      place,
      hint: 'Start from a run on the same activations with the same kind and number of features, or start anew.'
    })
  }
}

/** With b_dec taken from the input exactly where training does so. */
function asTrained(dictionary: Dictionary, { kind, dIn, dSae }: Shape): Dictionary {
  const applyBDecToInput = kind === 'sae'
  if (dictionary.applyBDecToInput === applyBDecToInput) return dictionary
  const { W_enc, b_dec } = dictionary.tensors
  const product = f64Product(b_dec.data, W_enc.data, 1, dIn, dSae)
  return withShiftedBiases({ ...dictionary, applyBDecToInput }, product, applyBDecToInput ? 1 : -1)
}
