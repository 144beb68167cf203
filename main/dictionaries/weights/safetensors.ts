/**
 * Dictionaries and states as safetensors bytes, for checkpoints. What other programs read is interchange's work.
 * Kind, k and the input rule go into the file's metadata.
 */
import { LoupeError } from '../../../contract/wire/errors'
import { tensorsFromSafetensors, tensorsToSafetensors } from '../../codecs/safetensors'
import { checkDictionary, type Dictionary } from '../dictionary'

/** The bytes of a file; equal dictionaries give equal bytes. */
export function safetensorsFromDictionary(dictionary: Dictionary): Uint8Array {
  const metadata: Record<string, string> = {
    format: 'loupe-dictionary',
    architecture: dictionary.architecture,
    apply_b_dec_to_input: String(dictionary.applyBDecToInput)
  }
  if (dictionary.k !== undefined) metadata.k = String(dictionary.k)
  return tensorsToSafetensors(dictionary.tensors, metadata)
}

/** The dictionary in such a file; throws truncated, malformed, wrong-shape. */
export function dictionaryFromSafetensors(bytes: Uint8Array): Dictionary {
  const { tensors, metadata } = tensorsFromSafetensors(bytes)
  const { architecture } = metadata
  if (metadata.format !== 'loupe-dictionary' || (architecture !== 'topk' && architecture !== 'standard')) {
    throw new LoupeError('malformed', 'This safetensors file holds no dictionary written by Loupe.', {
      hint: 'Choose a checkpoint of a run.'
    })
  }
  const [dSae, dIn] = tensors.W_dec?.shape ?? [0, 0]
  const applyBDecToInput = metadata.apply_b_dec_to_input !== 'false'
  const dictionary: Dictionary = { architecture, dIn, dSae, applyBDecToInput, tensors }
  if (metadata.k !== undefined) dictionary.k = Number(metadata.k)
  checkDictionary(dictionary)
  return dictionary
}
