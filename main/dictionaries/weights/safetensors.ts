/**
 * Dictionaries and states as safetensors bytes, for checkpoints. What other programs read is interchange's work.
 * Everything but the tensors goes into the file's metadata.
 */
import { LoupeError } from '../../../contract/wire/errors'
import { tensorsFromSafetensors } from '../../codecs/safetensors'
import { safetensorsParts } from '../../codecs/safetensors-writing'
import { checkDictionary, type Dictionary } from '../dictionary'

export const architectures: Dictionary['architecture'][] = ['topk', 'standard', 'jumprelu', 'gated']
export const kinds: NonNullable<Dictionary['kind']>[] = ['sae', 'transcoder', 'skip-transcoder', 'crosscoder']
export const inputNorms: NonNullable<Dictionary['inputNorm']>[] = ['layer-norm', 'constant-norm']

/** The bytes of a file, a piece for each tensor; equal dictionaries give equal bytes. */
export function safetensorsFromDictionary({ tensors, ...about }: Dictionary): Uint8Array[] {
  const { architecture, applyBDecToInput, k, kind, inputNorm, streams } = about
  const metadata: Record<string, string> = {
    format: 'loupe-dictionary',
    architecture,
    apply_b_dec_to_input: String(applyBDecToInput)
  }
  if (k !== undefined) metadata.k = String(k)
  if (kind) metadata.kind = kind
  if (inputNorm) metadata.input_norm = inputNorm
  if (streams) metadata.streams = streams.join()
  return safetensorsParts(tensors, metadata)
}

/** The dictionary in such a file, of any version of Loupe so far; throws truncated, malformed, wrong-shape. */
export function dictionaryFromSafetensors(bytes: Uint8Array): Dictionary {
  const { tensors, metadata } = tensorsFromSafetensors(bytes)
  const dictionary: Dictionary = { ...dictionaryFacts(tensors, metadata), tensors }
  checkDictionary(dictionary)
  return dictionary
}

/** What metadata and the shapes of the tensors say of a dictionary; throws malformed. Nothing says yet that they fit. */
export function dictionaryFacts(
  tensors: Record<string, { shape: number[] }>,
  metadata: Record<string, string>
): Omit<Dictionary, 'tensors'> {
  const architecture = oneOf(architectures, metadata.architecture)
  if (metadata.format !== 'loupe-dictionary' || !architecture) throw malformed()
  const [dSae, dOut] = tensors.W_dec?.shape ?? [0, 0]
  const kind = metadata.kind === undefined ? undefined : known(kinds, metadata.kind)
  // Without a kind (files of before there were several) outputs are as wide as inputs, and a W_enc that is not is refused.
  const dIn = kind ? (tensors.W_enc?.shape[0] ?? 0) : dOut
  const applyBDecToInput = metadata.apply_b_dec_to_input !== 'false'
  const facts: Omit<Dictionary, 'tensors'> = { architecture, dIn, dSae, applyBDecToInput }
  if (kind) Object.assign(facts, { kind, dOut })
  if (metadata.k !== undefined) facts.k = Number(metadata.k)
  if (metadata.input_norm !== undefined) facts.inputNorm = known(inputNorms, metadata.input_norm)
  if (metadata.streams !== undefined) facts.streams = metadata.streams.split(',').map(Number)
  return facts
}

function oneOf<T extends string>(names: T[], name: string | undefined): T | undefined {
  return names.find((each) => each === name)
}

function known<T extends string>(names: T[], name: string): T {
  const found = oneOf(names, name)
  if (found) return found
  throw malformed()
}

function malformed(): LoupeError {
  return new LoupeError('malformed', 'This safetensors file holds no dictionary written by Loupe.', {
    hint: 'Choose a checkpoint of a run.'
  })
}
