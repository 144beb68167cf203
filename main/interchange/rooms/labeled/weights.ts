/** The weights of a labeled dictionary: written in any format that can hold them, read back, compared. */
import { join } from 'node:path'
import type { Batch } from '../../../../contract/records/arrays'
import { formatTitles } from '../../../../contract/records/dictionary-report'
import type { Receipt, WrittenFile } from '../../../../contract/records/export'
import { LoupeError } from '../../../../contract/wire/errors'
import { checkDictionary, type Dictionary } from '../../../dictionaries/dictionary'
import { compared } from '../../convert/check-conversion'
import { differences, type RowResults, resultsOf, scaleOf } from '../../export/compare'
import type { ExportMaterial } from '../../export/material'
import { checkWeights, compareOnRows } from '../../export/read-back'
import { writtenFile } from '../../export/written-file'
import type { FileFacts } from '../../files/file-writer'
import { readDictionary } from '../../formats/load'
import type { LabelText } from '../../labels/compare'
import { referenceEncoder } from '../../reference/encoder'
import { metadataFromReceipt } from '../../saelens/metadata'
import { checkFinite, tensorNames, writeSaelens } from '../../saelens/write'
import { partOf } from '../../tensors/part'
import { writerOf } from '../../writers/registry'
import type { Proven } from '../room'

type Chosen = Pick<Receipt, 'format' | 'type'>

/** Key of the labels in the metadata of a safetensors file: a JSON object, feature → label. */
export const labelsKey = 'loupe.labels'

/** Throws unsupported for a format or type that can not hold the dictionary. */
export function checkedWeights({ origin, dictionary }: ExportMaterial): void {
  const writer = writerOf(origin.format ?? 'saelens')
  const reason = writer.refuses(dictionary)
  if (reason) throw new LoupeError('unsupported', reason, { hint: 'Choose another format of the weights.', place: 'format' })
  if (writer.types.includes(origin.type)) return
  const hint = `It has ${writer.types.join(', ')}.`
  throw new LoupeError('unsupported', `${formatTitles[writer.name]} has no numbers of type ${origin.type}.`, {
    hint,
    place: 'type'
  })
}

export async function writeWeights(
  folder: string,
  material: ExportMaterial,
  texts: LabelText[]
): Promise<{ files: WrittenFile[]; gaps: string[] }> {
  const { dictionary, origin } = material
  const { format = 'saelens', type } = origin
  const metadata = labelMetadata(texts)
  const listed = (written: Record<string, FileFacts>): WrittenFile[] =>
    Object.entries(written).map(([name, facts]) => {
      const isWeights = name === writerOf(format).weights
      return writtenFile(name, facts, isWeights ? `${tensorNames(dictionary).join(', ')}, ${type}` : 'configuration')
    })
  if (isPlainSaelens(origin))
    return { files: listed(await writeSaelens(folder, dictionary, saelensMetadata(material), metadata)), gaps: [] }
  checkDictionary(dictionary)
  checkFinite(dictionary.tensors)
  const { tensors, ...about } = dictionary
  const parts = Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, partOf(tensor)]))
  const { model, hook } = origin.names
  const stored = { about, parts, model, hook, saelens: saelensMetadata(material), metadata }
  const { files, changes } = await writerOf(format).write(folder, stored, type)
  return { files: listed(files), gaps: [...changes, ...labelGap(format, texts)] }
}

/** What the project knows, and what the person says of model and hook. */
function saelensMetadata({ origin, metadata }: ExportMaterial) {
  const { model, hook } = origin.names
  return {
    ...metadataFromReceipt(origin),
    ...(model ? { modelName: model } : {}),
    ...(hook ? { hookName: hook } : {}),
    ...metadata
  }
}

function labelMetadata(texts: LabelText[]): Record<string, string> {
  const labels = texts.filter(({ label }) => label !== '').map(({ feature, label }) => [feature, label])
  return labels.length === 0 ? {} : { [labelsKey]: JSON.stringify(Object.fromEntries(labels)) }
}

function labelGap(format: string, texts: LabelText[]): string[] {
  const { weights, name } = writerOf(format as 'saelens')
  if (weights.endsWith('.safetensors') || texts.every(({ label }) => label === '')) return []
  return [`${formatTitles[name]} has no place for labels in its weights; they are in labels.jsonl only.`]
}

/** The dictionary that lies in the folder; to the bit the `written` one, where the format keeps bits. */
export async function readWeights(folder: string, chosen: Chosen, written?: Dictionary): Promise<Dictionary> {
  const { dictionary } = await readDictionary(join(folder, writerOf(chosen.format ?? 'saelens').weights))
  if (written && isPlainSaelens(chosen)) checkWeights(dictionary, written)
  return dictionary
}

/** Throws internal when the difference is no rounding. */
export function comparedWeights(read: Dictionary, batch: Batch, own: RowResults, chosen: Chosen) {
  if (isPlainSaelens(chosen)) {
    const found = compareOnRows(read, batch, own)
    return { proven: provenBy(batch.count, found.acts, found.recon), relative: found.relative, tied: 0 }
  }
  const results = resultsOf(referenceEncoder(read), batch)
  const { rows, tied, maxDifferenceActs, maxDifferenceRecon } = compared(own, results, chosen.type)
  const all = differences(own, results)
  const relative = Math.max(maxDifferenceActs, maxDifferenceRecon, chosen.type === 'f32' ? 0 : all.recon) / scaleOf(own)
  return { proven: provenBy(rows, maxDifferenceActs, maxDifferenceRecon), relative, tied }
}

function provenBy(rows: number, maxDifferenceActs: number, maxDifferenceRecon: number): Omit<Proven, 'labelsEqual'> {
  return { rows, maxDifferenceActs, maxDifferenceRecon }
}

/** Bits are kept there, and the whole metadata is written. */
function isPlainSaelens({ format = 'saelens', type }: Chosen): boolean {
  return format === 'saelens' && type === 'f32'
}
