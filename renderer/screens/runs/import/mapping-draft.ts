/** Which tensor of a file is which of a dictionary, while a person chooses; pure. */
import { Mapping } from '../../../../contract/records/dictionary-mapping'
import type { DictionaryLook } from '../../../../contract/records/dictionary-report'

export interface MappingDraft {
  architecture: NonNullable<Mapping['architecture']>
  kind: NonNullable<Mapping['kind']>
  /** As typed. */
  k: string
  inputNorm: '' | NonNullable<Mapping['inputNorm']>
  applyBDecToInput: boolean
  /** Widths of a crosscoder's streams, as typed. */
  streams: string
  /** Only what was chosen. */
  tensors: Mapping['tensors']
}

type FoundTensor = DictionaryLook['tensors'][number]

/** What was proposed, or nothing chosen yet. */
export function draftFrom(proposed: Mapping | undefined): MappingDraft {
  return {
    architecture: proposed?.architecture ?? 'standard',
    kind: proposed?.kind ?? 'sae',
    k: proposed?.k === undefined ? '' : String(proposed.k),
    inputNorm: proposed?.inputNorm ?? '',
    applyBDecToInput: proposed?.applyBDecToInput ?? true,
    streams: proposed?.streams?.join(', ') ?? '',
    tensors: proposed?.tensors ?? {}
  }
}

/** Tensors that such a dictionary has; biases may be left out and are zeros then. */
export function wantedTensors({ architecture, kind }: Pick<MappingDraft, 'architecture' | 'kind'>): string[] {
  const encoder = architecture === 'gated' ? ['W_enc', 'b_gate', 'r_mag', 'b_mag'] : ['W_enc', 'b_enc']
  const own = architecture === 'jumprelu' ? ['threshold'] : []
  return [...encoder, ...own, 'W_dec', 'b_dec', ...(kind === 'skip-transcoder' ? ['W_skip'] : [])]
}

export const isMatrix = (name: string): boolean => name.startsWith('W_')
export const mayBeMissing = (name: string): boolean => name.startsWith('b_')

/** Tensors with as many axes as `name` has; a threshold may also be one number for all. */
export function candidates(name: string, tensors: readonly FoundTensor[]): FoundTensor[] {
  if (isMatrix(name)) return tensors.filter(({ shape }) => shape.length === 2)
  return tensors.filter(({ shape }) => shape.length === 1 || (name === 'threshold' && shape.length === 0))
}

/** Axes are set as the sizes of `tensors` say, where they do; the person may turn them afterwards. */
export function choose(draft: MappingDraft, name: string, from: string, tensors: readonly FoundTensor[]): MappingDraft {
  const { [name]: before, ...others } = draft.tensors
  const chosen = from === '' ? others : { ...others, [name]: { ...before, from } }
  return { ...draft, tensors: withAxes(chosen, tensors) }
}

/** W_enc is [d_in, d_sae] and W_dec [d_sae, d_out]: d_sae is the size that a bias has, the only one that both have, else the larger. */
function withAxes(chosen: Mapping['tensors'], tensors: readonly FoundTensor[]): Mapping['tensors'] {
  const shapeOf = (name: string) => tensors.find((tensor) => tensor.name === chosen[name]?.from)?.shape
  const [encoder, decoder] = [shapeOf('W_enc'), shapeOf('W_dec')]
  const dSae = encoder && decoder && featuresOf(encoder, decoder, { inner: shapeOf('b_enc')?.[0], outer: shapeOf('b_dec')?.[0] })
  if (dSae === undefined) return chosen
  const { W_enc, W_dec } = chosen
  const axes = { W_enc: { ...W_enc, transposed: encoder?.[1] !== dSae }, W_dec: { ...W_dec, transposed: decoder?.[0] !== dSae } }
  return { ...chosen, ...axes }
}

/** `inner`: length of the encoder's bias; `outer`: of the decoder's. */
function featuresOf(encoder: number[], decoder: number[], { inner, outer }: Record<'inner' | 'outer', number | undefined>) {
  const shared = [...new Set(encoder.filter((size) => decoder.includes(size)))]
  if (inner !== undefined && shared.includes(inner)) return inner
  const others = shared.filter((size) => size !== outer)
  return others.length > 0 ? Math.max(...others) : undefined
}

export function turn(draft: MappingDraft, name: string, transposed: boolean): MappingDraft {
  const own = draft.tensors[name]
  return own ? { ...draft, tensors: { ...draft.tensors, [name]: { from: own.from, transposed } } } : draft
}

/** The mapping, or in words what is still to be said. */
export function mappingFrom(draft: MappingDraft): { mapping: Mapping } | { missing: string } {
  const wanted = wantedTensors(draft)
  const unnamed = wanted.filter((name) => !draft.tensors[name] && !mayBeMissing(name))
  if (unnamed.length > 0) return { missing: `Choose the tensor of ${unnamed.join(', ')}.` }
  const { architecture, kind, inputNorm, applyBDecToInput } = draft
  const tensors = Object.fromEntries(wanted.flatMap((name) => (draft.tensors[name] ? [[name, draft.tensors[name]]] : [])))
  const settings = { architecture, kind, applyBDecToInput, tensors, ...(inputNorm === '' ? {} : { inputNorm }) }
  const k = architecture === 'topk' ? Number(draft.k) : undefined
  if (k !== undefined && !(Number.isInteger(k) && k > 0)) return { missing: 'Say how many features topk keeps: k.' }
  const streams = kind === 'crosscoder' ? numbersFrom(draft.streams) : undefined
  if (streams?.some((width) => !(Number.isInteger(width) && width > 0)) || streams?.length === 0)
    return { missing: 'Give the widths of the streams, as 768, 768.' }
  return { mapping: Mapping.parse({ ...settings, ...(k ? { k } : {}), ...(streams ? { streams } : {}) }) }
}

function numbersFrom(text: string): number[] {
  return text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(Number)
}
