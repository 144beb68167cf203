/** The job process that writes an export and proves it, or proves an earlier one again. */
import type { Batch } from '../../../../contract/records/arrays'
import type { FeatureFacts } from '../../../../contract/records/feature'
import { LoupeError } from '../../../../contract/wire/errors'
import { histogramEdges } from '../../../analysis/passes/histogram'
import { createEncoder, type Dictionary } from '../../../dictionaries/index'
import { type ExportFeature, type ExportMaterial, exportDictionary, verifyExport } from '../../../interchange/index'
import { type ActivationIndex, openActivationIndex } from '../../../store/files/activation-index/reader'
import { type ExampleSources, examplesOf, intervalsOf } from '../../services/examples-of'
import { type JobSide, serveJob } from '../job-side'
import type { ExportedFeature, ExportResult, ExportSpec } from '../protocol/export'
import { readDictionary } from './checkpoint-files'
import { featureLogits } from './feature-logits'
import { type OpenData, openData } from './open-data'

/** Real rows on which the written weights must give what Loupe's own do. */
const checkRows = 64
const exampleContext = 16

type WriteSpec = ExportSpec & { task: 'write' }

serveJob<'export'>(async (spec, side): Promise<ExportResult> => {
  if (spec.task === 'verify') return { task: 'verify', verified: await verifyExport(spec.folder, side.signal) }
  const dictionary = await readDictionary(spec.checkpoint)
  const data = await openData(spec.data, side.signal)
  const encoder = await createEncoder(dictionary)
  const activations = spec.analysisFolder === undefined ? undefined : await openActivationIndex(spec.analysisFolder)
  try {
    const check = { rows: await someRows(data), encoder }
    const receipt = await exportDictionary({
      ...materialOf(spec, dictionary, side),
      features: featuresOf(spec, data, activations),
      hasLogits: spec.logitsFolder !== undefined,
      rows: data.index,
      ...(activations ? { activations } : {}),
      check
    })
    return { task: 'write', receipt }
  } finally {
    encoder.dispose()
    await activations?.close()
    await data.close()
  }
})

function materialOf(
  { folder, origin, scope, analysisStep, activationFile }: WriteSpec,
  dictionary: Dictionary,
  side: JobSide<'export'>
): Omit<ExportMaterial, 'features' | 'check'> {
  return {
    folder,
    dictionary,
    origin,
    scope,
    activationFile,
    ...(analysisStep === undefined ? {} : { analysisStep }),
    signal: side.signal,
    onProgress: side.progress
  }
}

/** Validation rows where there are some: the dictionary has not seen them. */
async function someRows(data: OpenData): Promise<Batch> {
  for (const use of ['validation', 'train'] as const)
    for await (const batch of data.inOrder([use], checkRows)) if (batch.count > 0) return batch
  throw new LoupeError('empty', 'There are no rows to check the export on')
}

/** One feature at a time, so that the texts of all examples are never in memory together. */
async function* featuresOf(
  { features, logitsFolder }: WriteSpec,
  data: OpenData,
  activations: ActivationIndex | undefined
): AsyncIterable<ExportFeature> {
  const logitsOf = logitsFolder === undefined ? undefined : await featureLogits(logitsFolder)
  for (const { topRows, evidence, facts, ...own } of features) {
    const isShown = activations && facts && (topRows.length > 0 || evidence)
    const shown = isShown ? await shownOf({ ...own, topRows, evidence, facts }, data, activations) : {}
    const logits = logitsOf && { logits: logitsOf(own.feature) }
    yield { ...own, ...(facts ? { facts } : {}), ...logits, ...shown }
  }
}

async function shownOf(
  { feature, topRows, evidence, facts }: ExportedFeature & { facts: FeatureFacts },
  data: OpenData,
  activations: ActivationIndex
): Promise<Partial<ExportFeature>> {
  const sources: ExampleSources = { index: data.index, postings: await activations.postings(feature), context: exampleContext }
  const examples = await examplesOf(topRows, sources)
  if (!evidence) return { examples }
  const { histogram, neighbors, intervals } = evidence
  return {
    examples,
    neighbors,
    histogram: { edges: [...histogramEdges(facts.max)], counts: [...histogram] },
    intervals: await intervalsOf(intervals, facts, (rows) => examplesOf(rows, sources))
  }
}
