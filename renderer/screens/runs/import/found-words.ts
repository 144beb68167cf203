/** What was understood of a dictionary, in words: facts with who says so. Pure. */
import type { FirstFit } from '../../../../contract/records/conversion'
import { type DictionaryReport, type FindingSource, formatTitles } from '../../../../contract/records/dictionary-report'
import { formatCount, formatPercent, formatSignificant } from '../../../widgets/format'

export interface FoundFact {
  label: string
  value: string
  source?: FindingSource
}

export const sourceWords: Record<FindingSource, string> = {
  config: 'says the configuration',
  tensors: 'told by the tensors',
  path: 'told by the path',
  format: 'always so in this format',
  mapping: 'as you said',
  guessed: 'guessed'
}

export const kindWords: Record<DictionaryReport['kind'], string> = {
  sae: 'autoencoder',
  transcoder: 'transcoder',
  'skip-transcoder': 'transcoder with a skip path',
  crosscoder: 'crosscoder'
}

export const normWords: Record<NonNullable<DictionaryReport['inputNorm']>, string> = {
  'layer-norm': 'layer norm',
  'constant-norm': 'each row to norm √d'
}

/** What it is; what the readers found beside it comes after it. */
export function foundFacts(report: DictionaryReport): FoundFact[] {
  const { format, architecture, kind, k, dIn, dOut, dSae, inputNorm, streams, model, hook, applyBDecToInput, findings } = report
  const own: FoundFact[] = [
    { label: 'Format', value: formatTitles[format] },
    { label: 'Architecture', value: `${architecture}${k ? `, k ${formatCount(k)}` : ''}` },
    { label: 'Kind', value: kindWords[kind] },
    { label: 'Features', value: formatCount(dSae) },
    { label: 'Dimensions', value: dIn === dOut ? formatCount(dIn) : `${formatCount(dIn)} to ${formatCount(dOut)}` },
    ...(streams ? [{ label: 'Streams', value: streams.map(formatCount).join(' + ') }] : []),
    { label: 'Norm of each row', value: inputNorm ? normWords[inputNorm] : 'none' },
    ...(model ? [{ label: 'Model', value: model }] : []),
    ...(hook ? [{ label: 'Hook', value: hook }] : [])
  ]
  const told = findings.map(({ what, value, source }) => ({ label: capital(what), value: plain(value), source }))
  const subtracted = { label: 'b_dec subtracted', value: applyBDecToInput ? 'yes' : 'no' }
  const isTold = findings.some(({ what }) => what.startsWith('b_dec subtracted'))
  return withSources([...own, ...(isTold ? [] : [subtracted])], told)
}

/** A finding about something that has a line already only says who told it. */
function withSources(own: FoundFact[], told: FoundFact[]): FoundFact[] {
  const of = (label: string) => told.find((fact) => fact.label === label)
  const sourced = own.map((fact) => ({ ...fact, ...(of(fact.label)?.source ? { source: of(fact.label)?.source } : {}) }))
  return [...(sourced as FoundFact[]), ...told.filter(({ label }) => !own.some((fact) => fact.label === label))]
}

/** Yes and no as people say them. */
function plain(value: string): string {
  return value === 'true' ? 'yes' : value === 'false' ? 'no' : value
}

function capital(text: string): string {
  return text.startsWith('b_') ? text : text.charAt(0).toUpperCase() + text.slice(1)
}

export function guessedFacts({ findings }: DictionaryReport): string[] {
  return findings.filter(({ source }) => source === 'guessed').map(({ what, value }) => `${what}: ${plain(value)}`)
}

/** Rows, FVU, L0 and dead share as they stand in the panel. */
export function fitFacts({ rows, fvu, l0, deadShare }: FirstFit): FoundFact[] {
  return [
    { label: 'Rows tried', value: formatCount(rows) },
    { label: 'FVU', value: fvu === undefined ? '–' : formatSignificant(fvu) },
    { label: 'L0', value: formatSignificant(l0) },
    { label: 'Did not fire', value: formatPercent(deadShare, 1) }
  ]
}

/** Shape of the tensor that a part comes from. */
export function shapeOf(from: string, tensors: readonly { name: string; shape: number[] }[]): string {
  const found = tensors.find(({ name }) => name === from)
  return found ? shapeText(found.shape) : '–'
}

export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'one number' : shape.map(formatCount).join(' × ')
}
