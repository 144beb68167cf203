/**
 * Neuronpedia: bodies for its upload API, at most 128 features each, and labels as rows of an explanation dump.
 * The site has to know model and source before it takes either.
 */
import { join } from 'node:path'
import type { WrittenFile } from '../../../../contract/records/export'
import { LoupeError } from '../../../../contract/wire/errors'
import { things } from '../../export/gaps'
import { createLabelCounts } from '../../export/label-counts'
import { listedFeatures } from '../../export/listed-features'
import type { ExportMaterial } from '../../export/material'
import { notTheSame } from '../../export/read-back'
import { ContentSum } from '../content-sum'
import { batchFiles, parsedAs, textIn } from '../json-batches'
import { analysisOf, tokenGaps } from '../needs-analysis'
import { provenContent, type Room } from '../room'
import { explanationRow, isOverLong, type Source, uploadFeature } from './records'
import { ExplanationRow, limits, UploadBatch, type UploadFeature } from './structures'

const uploads = 'upload/'
const explanations = 'explanations/'

export const neuronpediaRoom: Room = {
  as: 'neuronpedia',
  check(material) {
    analysisOf(material)
    sourceOf(material)
  },
  async write(folder, material, files) {
    const source = sourceOf(material)
    const { scope, origin } = material
    const upload = batchFiles<UploadFeature>(uploadPlan(folder, source), files)
    const rows = batchFiles<ExplanationRow>(explanationPlan(folder), files)
    const [features, texts] = [new ContentSum(), new ContentSum()]
    const counts = createLabelCounts()
    const left = { silent: 0, overLong: [] as number[] }
    for await (const feature of listedFeatures(material, counts)) {
      const own = uploadFeature(scope.examples ? feature : { ...feature, intervals: [], examples: feature.examples?.slice(0, 1) })
      if (own) {
        features.add(own)
        await upload.add(own)
      } else left.silent += 1
      if (!feature.label.label) continue
      if (isOverLong(feature)) left.overLong.push(feature.feature)
      const row = explanationRow(scope.notes ? feature : { ...feature, label: { ...feature.label, notes: '' } }, source, origin)
      texts.add(row)
      await rows.add(row)
    }
    await upload.finish()
    await rows.finish()
    const expected = [features.digest(), texts.digest()]
    const prove = async () => {
      const found = await contentOf(folder, files)
      if (found.sums.join() !== expected.join()) throw notTheSame('the features')
      return provenContent(found.features)
    }
    return { counts, gaps: [...logitGaps(material), ...gapsOf(left), ...tokenGaps(material)], prove }
  },
  async verify(folder, { files }) {
    return provenContent((await contentOf(folder, files)).features)
  }
}

/** Throws usage when model or source are not said: an upload without them goes nowhere. */
function sourceOf({ origin }: ExportMaterial): Source {
  const { model, source } = origin.names
  if (model && source) return { model, source }
  throw new LoupeError('usage', 'Neuronpedia needs the names of the model and of the source.', {
    hint: 'Say them as the site writes them: gpt2-small and 6-res-jb.',
    place: model ? 'source' : 'model'
  })
}

function uploadPlan(folder: string, { model, source }: Source) {
  return {
    folder,
    size: limits.features,
    content: 'body for POST /api/feature/upload-batch',
    name: (batch: number) => `${uploads}batch-${batch}.json`,
    text: (features: UploadFeature[]) => `${JSON.stringify({ modelId: model, source, features })}\n`
  }
}

function explanationPlan(folder: string) {
  return {
    folder,
    size: limits.rows,
    content: 'labels as rows of an explanation dump',
    name: (batch: number) => `${explanations}batch-${batch}.jsonl.gz`,
    text: (rows: ExplanationRow[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  }
}

function logitGaps({ hasLogits }: ExportMaterial): string[] {
  return hasLogits ? [] : ['Logits of features are left out: ask for the logit effects of features first.']
}

function gapsOf({ silent, overLong }: { silent: number; overLong: number[] }): string[] {
  const gaps: string[] = []
  if (silent > 0) gaps.push(`${things(silent, 'feature')} not in the upload: Neuronpedia takes none without an activation.`)
  if (overLong.length > 0) {
    const which = `${overLong.slice(0, 20).join(', ')}${overLong.length > 20 ? ', …' : ''}`
    gaps.push(
      `${things(overLong.length, 'label')} over ${limits.explanation} characters, cut in the upload and whole in the dump: features ${which}.`
    )
  }
  return gaps
}

/** Everything in the files, in order and of the right structure; throws malformed. */
async function contentOf(folder: string, files: WrittenFile[]): Promise<{ sums: string[]; features: number }> {
  const [features, texts] = [new ContentSum(), new ContentSum()]
  for (const { name } of files) {
    const path = join(folder, name)
    const text = await textIn(path)
    if (name.startsWith(uploads)) for (const feature of parsedAs(UploadBatch, text, path).features) features.add(feature)
    else for (const line of text.split('\n').slice(0, -1)) texts.add(parsedAs(ExplanationRow, line, path))
  }
  return { sums: [features.digest(), texts.digest()], features: features.count }
}
