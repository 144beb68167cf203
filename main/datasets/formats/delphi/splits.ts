/** The files of a delphi cache, by the range of latents in their names, checked against what their headers say. */
import type { ErrorCode, LoupeError } from '../../../../contract/wire/errors'
import { locationBytes } from '../../../codecs/latent-locations'
import { parseSafetensorsHeader, type SafetensorsEntry, safetensorsDataStart } from '../../../codecs/safetensors'
import { isFloat } from '../../array-choice'
import { fileError, type InputFile, namedError } from '../../files/input-file'
import type { InputFolder } from '../../files/input-folder'
import type { Split } from './split'

/** A split with the tensor of tokens, if it has one. */
export interface SplitFile extends Split {
  tokens: SafetensorsEntry | undefined
}

/** `0_1023.safetensors`: first and last latent. */
const splitName = /^(\d{1,10})_(\d{1,10})\.safetensors$/

export function splitNames(folder: InputFolder): string[] {
  return folder.names.filter((name) => splitName.test(name))
}

/** Tensors of a safetensors file. */
export async function tensorsOf(file: InputFile): Promise<Map<string, SafetensorsEntry>> {
  try {
    const dataStart = safetensorsDataStart(await file.read(0, 8), file.sizeBytes)
    const { entries } = parseSafetensorsHeader(await file.read(0, dataStart), file.sizeBytes)
    return new Map(entries.map((entry) => [entry.name, entry]))
  } catch (thrown) {
    throw fileError(thrown, file.path)
  }
}

/** In order of their latents. Throws malformed and wrong-shape. */
export async function splitFiles(folder: InputFolder): Promise<SplitFile[]> {
  const splits: SplitFile[] = []
  for (const name of splitNames(folder)) splits.push(await splitFile(await folder.file(name), name))
  splits.sort((a, b) => a.first - b.first)
  const overlapping = splits.find(
    (split, index) => index > 0 && split.first < splits[index - 1].first + splits[index - 1].latents
  )
  if (!overlapping) return splits
  throw problem(overlapping.file, 'malformed', 'has latents that another file has as well')
}

async function splitFile(file: InputFile, name: string): Promise<SplitFile> {
  const [first, last] = (splitName.exec(name) ?? []).slice(1).map(Number)
  if (last < first) throw problem(file, 'malformed', 'names a range of latents that ends before it begins')
  const tensors = await tensorsOf(file)
  const locations = needed(file, tensors, 'locations')
  const activations = needed(file, tensors, 'activations')
  const width = locationBytes(locations.dtype)
  if (!width || locations.shape.length !== 2 || locations.shape[1] !== 3) {
    throw problem(file, 'wrong-shape', `has locations of ${locations.dtype} [${locations.shape.join(', ')}], not [active, 3]`)
  }
  if (!isFloat(activations.dtype) || activations.shape.length !== 1 || activations.shape[0] !== locations.shape[0]) {
    const shape = `${activations.dtype} [${activations.shape.join(', ')}]`
    throw problem(file, 'wrong-shape', `has activations ${shape} for ${locations.shape[0]} locations`)
  }
  return {
    file,
    first,
    latents: last - first + 1,
    count: locations.shape[0],
    locations: { begin: locations.begin, dtype: locations.dtype, width },
    activations: { begin: activations.begin, dtype: activations.dtype },
    tokens: tensors.get('tokens')
  }
}

function needed(file: InputFile, tensors: Map<string, SafetensorsEntry>, name: string): SafetensorsEntry {
  const entry = tensors.get(name)
  if (entry) return entry
  throw problem(file, 'malformed', `has no tensor “${name}”`)
}

function problem(file: InputFile, code: ErrorCode, happened: string): LoupeError {
  return namedError(code, file.path, happened, 'Copy the whole folder again, or write the cache again.')
}
