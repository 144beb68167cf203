/** Between trained parameters, features as rows, and dictionaries in SAELens's layout. Arrays are copied only where the layout differs. */
import type { Tensor, Tensors } from '../../../contract/records/arrays'
import { transposed } from '../../maths/transpose'
import type { Exported } from '../architectures/architecture'
import type { Shape } from '../architectures/shape'
import { type Dictionary, tensorShapes } from '../dictionary'

/** Stored the other way round in the two. */
const turned = new Set(['W_enc', 'W_skip'])

/** The dictionary for the rows that the parameters were trained on. */
export function dictionaryFromParameters(
  parameters: Tensors,
  shape: Shape,
  { architecture, k, tensors: own = {} }: Exported
): Dictionary {
  const { kind, dIn, dSae, dOut, streams } = shape
  const dictionary: Dictionary = { architecture, dIn, dSae, applyBDecToInput: kind === 'sae', tensors: {} }
  if (kind !== 'sae') Object.assign(dictionary, { kind, dOut })
  if (k !== undefined) dictionary.k = k
  if (kind === 'crosscoder') dictionary.streams = [...streams]
  for (const name of Object.keys(tensorShapes(dictionary))) {
    dictionary.tensors[name] = own[name] ? copy(own[name]) : between(name, parameters[name])
  }
  return dictionary
}

/** The parameters of these names; those that a dictionary does not have are left out. */
export function parametersFromDictionary({ tensors }: Dictionary, names: string[]): Tensors {
  const known = names.filter((name) => tensors[name])
  return Object.fromEntries(known.map((name) => [name, between(name, tensors[name])]))
}

function between(name: string, tensor: Tensor): Tensor {
  return turned.has(name) ? transposedTensor(tensor) : shared(tensor)
}

function transposedTensor({ shape: [rows, columns], data }: Tensor): Tensor {
  return { shape: [columns, rows], data: transposed(data, rows, columns) }
}

/** The same numbers; those of a live parameter are read from the backend here. */
function shared({ shape, data }: Tensor): Tensor {
  return { shape: [...shape], data }
}

/** What an architecture lends of its memory stays its own. */
function copy({ shape, data }: Tensor): Tensor {
  return { shape: [...shape], data: data.slice() }
}
