/**
 * Writes weights and labels of an export into a folder and remembers what should be in them.
 */
import type { ExportScope, WrittenFile } from '../../../contract/records/export'
import { LoupeError } from '../../../contract/wire/errors'
import type { FileFacts } from '../files/file-writer'
import { type LabelText, textOf } from '../labels/compare'
import { labelsCsvName } from '../labels/csv'
import { entryFrom } from '../labels/entry'
import { labelsJsonName } from '../labels/json'
import { createLabelFiles, type LabelFiles } from '../labels/write'
import { metadataFromReceipt } from '../saelens/metadata'
import { saelensFiles, tensorNames, writeSaelens, writeSparsity } from '../saelens/write'
import { checkFile } from './check-rows'
import { countFeature, createLabelCounts, type LabelCounts } from './label-counts'
import type { ExportMaterial } from './material'

export interface WrittenLabels {
  counts: LabelCounts
  texts: LabelText[]
}

const contents: Record<string, string> = {
  [saelensFiles.config]: 'configuration, SAELens names',
  [saelensFiles.sparsity]: 'log10 of each density',
  [labelsJsonName]: 'labels and facts, exact',
  [labelsCsvName]: 'the same as a table',
  [checkFile]: 'rows with their activations, to compare with'
}

/** Facts of a file as the receipt lists it. */
export function writtenFile(name: string, facts: FileFacts, content = contents[name] ?? ''): WrittenFile {
  return { name, content, ...facts }
}

/** Writes all files but check rows and receipt; `files` collects their facts. */
export async function writeContents(folder: string, material: ExportMaterial, files: WrittenFile[]): Promise<WrittenLabels> {
  const add = (written: Record<string, FileFacts>): void => {
    for (const [name, facts] of Object.entries(written)) {
      const content = name === saelensFiles.weights ? `${tensorNames(material.dictionary).join(', ')}, f32` : undefined
      files.push(writtenFile(name, facts, content))
    }
  }
  add(await writeSaelens(folder, material.dictionary, { ...metadataFromReceipt(material.origin), ...material.metadata }))
  const weights = files.find(({ name }) => name === saelensFiles.weights)!
  const head = { dictionary: material.origin.run.name, d_sae: material.dictionary.dSae, weights_sha256: weights.sha256 }
  const labels = await createLabelFiles(folder, head, material.scope)
  try {
    const densities = new Float64Array(material.dictionary.dSae)
    const written = await writeLabels(material, labels, densities)
    add(await labels.finish())
    if (written.counts.withFacts === densities.length) add({ [saelensFiles.sparsity]: await writeSparsity(folder, densities) })
    return written
  } finally {
    await labels.abandon()
  }
}

async function writeLabels(material: ExportMaterial, files: LabelFiles, densities: Float64Array): Promise<WrittenLabels> {
  const { scope } = material
  const counts = createLabelCounts()
  const texts: LabelText[] = []
  for await (const feature of material.features) {
    if (feature.feature !== counts.total) throw outOfOrder(counts.total)
    const entry = entryFrom(feature, scope)
    if (entry) {
      await files.write(entry)
      texts.push(textOf(entry))
    }
    if (feature.facts) densities[feature.feature] = feature.facts.density
    countFeature(counts, feature, entry !== undefined)
    if (counts.total % 256 === 0) tell(material, counts.total, scope)
  }
  if (counts.total !== densities.length) throw outOfOrder(counts.total)
  return { counts, texts }
}

function tell(material: ExportMaterial, done: number, scope: ExportScope): void {
  material.signal.throwIfAborted()
  const note = scope.examples ? 'Writing labels and examples' : 'Writing labels'
  material.onProgress({ done, total: material.dictionary.dSae, unit: 'features', note })
}

function outOfOrder(feature: number): LoupeError {
  return new LoupeError('internal', `The export was not given feature ${feature}; every feature must come once, in order.`)
}
