/** The labeled dictionary: weights in the chosen format, labels and facts beside them, a model card; proven by activations. */
import type { Receipt, WrittenFile } from '../../../../contract/records/export'
import { checkFile, chooseCheckRows, readCheckRows, writeCheckRows } from '../../export/check-rows'
import { resultsOf } from '../../export/compare'
import { formGap, proofGaps } from '../../export/gaps'
import { createLabelCounts, type LabelCounts } from '../../export/label-counts'
import { listedFeatures } from '../../export/listed-features'
import type { ExportMaterial } from '../../export/material'
import { notTheSame } from '../../export/read-back'
import { addFiles, writtenFile } from '../../export/written-file'
import { type LabelText, labelFilesAgree, textOf } from '../../labels/compare'
import { featuresCsvName } from '../../labels/csv'
import { entryFrom } from '../../labels/entry'
import { labelsName, labelsSchemaName } from '../../labels/jsonl'
import { featuresParquetName } from '../../labels/parquet'
import { createLabelFiles, type LabelFiles } from '../../labels/write'
import { saelensFiles, writeSparsity } from '../../saelens/write'
import type { Room } from '../room'
import { cardFile, writeCard } from './model-card'
import { checkedWeights, comparedWeights, readWeights, writeWeights } from './weights'

export const labeledRoom: Room = {
  as: 'labeled',
  check: checkedWeights,
  async write(folder, material, files) {
    const { counts, texts } = await writeLabels(folder, material, files)
    const weights = await writeWeights(folder, material, texts)
    files.unshift(...weights.files)
    files.push(writtenFile(cardFile, await writeCard(folder, material, counts), 'model card'))
    const gaps = [...formGap(material), ...weights.gaps]
    const prove = () => proveDictionary(folder, { material, texts, files, gaps })
    return { counts, gaps, prove }
  },
  async verify(folder, receipt: Receipt) {
    const read = await readWeights(folder, receipt)
    const { batch, results } = await readCheckRows(folder, read)
    const found = comparedWeights(read, batch, results, receipt)
    return { ...found.proven, labelsEqual: await labelFilesAgree(folder) }
  }
}

const contents: Record<string, string> = {
  [labelsName]: 'labels, facts and examples, exact',
  [labelsSchemaName]: 'JSON Schema of a line of it',
  [featuresCsvName]: 'the same as a table',
  [featuresParquetName]: 'the same as typed columns',
  [saelensFiles.sparsity]: 'log10 of each density'
}

interface Labels {
  counts: LabelCounts
  texts: LabelText[]
}

async function writeLabels(folder: string, material: ExportMaterial, files: WrittenFile[]): Promise<Labels> {
  const labels = await createLabelFiles(folder, material.scope)
  try {
    const densities = new Float64Array(material.dictionary.dSae)
    const written = await passFeatures(material, labels, densities)
    addFiles(files, await labels.finish(), contents)
    const hasAll = written.counts.withFacts === densities.length && material.origin.format === 'saelens'
    if (hasAll) addFiles(files, { [saelensFiles.sparsity]: await writeSparsity(folder, densities) }, contents)
    return written
  } finally {
    await labels.abandon()
  }
}

async function passFeatures(material: ExportMaterial, files: LabelFiles, densities: Float64Array): Promise<Labels> {
  const counts = createLabelCounts()
  const texts: LabelText[] = []
  const keepDensity = ({ feature, facts }: { feature: number; facts?: { density: number } }): void => {
    if (facts) densities[feature] = facts.density
  }
  for await (const feature of listedFeatures(material, counts, keepDensity)) {
    const entry = entryFrom(feature, material.scope)
    if (!entry) continue
    await files.write(entry)
    texts.push(textOf(entry))
  }
  return { counts, texts }
}

interface ToProve {
  material: ExportMaterial
  texts: LabelText[]
  files: WrittenFile[]
  gaps: string[]
}

async function proveDictionary(folder: string, { material, texts, files, gaps }: ToProve) {
  const { origin, dictionary, check, signal } = material
  const read = await readWeights(folder, origin, dictionary)
  signal.throwIfAborted()
  const { batch, tied } = chooseCheckRows(read, check.rows)
  const own = resultsOf(check.encoder, batch)
  const found = comparedWeights(read, batch, own, origin)
  const facts = await writeCheckRows(folder, batch, own)
  files.push(writtenFile(checkFile, facts, 'rows with their activations, to compare with'))
  signal.throwIfAborted()
  if (!(await labelFilesAgree(folder, texts))) throw notTheSame('the labels')
  gaps.push(...proofGaps({ tied: tied + found.tied, relativeDifference: found.relative, type: origin.type }))
  return { ...found.proven, labelsEqual: true }
}
