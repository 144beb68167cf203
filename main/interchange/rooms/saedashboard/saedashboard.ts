/** SAEDashboard: the batches of its Neuronpedia runner, to be read by what reads those. */
import { join } from 'node:path'
import type { WrittenFile } from '../../../../contract/records/export'
import { createLabelCounts } from '../../export/label-counts'
import { listedFeatures } from '../../export/listed-features'
import type { ExportMaterial } from '../../export/material'
import { notTheSame } from '../../export/read-back'
import { writtenFile } from '../../export/written-file'
import { writeFileWhole } from '../../files/file-writer'
import { ContentSum } from '../content-sum'
import { batchFiles, parsedAs, textIn } from '../json-batches'
import { analysisOf, tokenGaps } from '../needs-analysis'
import { provenContent, type Room } from '../room'
import { dashboardFeature } from './records'
import { DashboardBatch, type DashboardFeature } from './structures'

/** Features of a file, as the runner's own default. */
const batchFeatures = 128

export const saedashboardRoom: Room = {
  as: 'saedashboard',
  check: analysisOf,
  async write(folder, material, files) {
    const { activations } = analysisOf(material)
    const batches = batchFiles<DashboardFeature>(batchPlan(folder, material), files)
    const counts = createLabelCounts()
    const sum = new ContentSum()
    const listed = new Set<number>()
    for await (const feature of listedFeatures(material, counts)) {
      const own = dashboardFeature(feature, await activations.postings(feature.feature), material)
      sum.add(own)
      listed.add(feature.feature)
      await batches.add(own)
    }
    await batches.finish()
    await writeSettings(folder, material, listed, files)
    const expected = sum.digest()
    const prove = async () => {
      const found = await contentOf(folder, files)
      if (found.sum !== expected) throw notTheSame('the features')
      return provenContent(found.features)
    }
    return { counts, gaps: [...gapsOf(material), ...tokenGaps(material)], prove }
  },
  async verify(folder, { files }) {
    return provenContent((await contentOf(folder, files)).features)
  }
}

function batchPlan(folder: string, { origin }: ExportMaterial) {
  return {
    folder,
    size: batchFeatures,
    content: 'features as SAEDashboard writes them',
    name: (batch: number) => `batch-${batch}.json`,
    text: (features: DashboardFeature[]) => JSON.stringify({ ...headOf(origin), features })
  }
}

function headOf({ names, run }: ExportMaterial['origin']) {
  return {
    model_id: names.model ?? '',
    layer: layerOf(names) ?? 0,
    sae_set: names.source?.replace(/^\d+-/, '') ?? run.name,
    sae_id_suffix: null
  }
}

/** The number in the name of the place: blocks.6.hook_resid_pre, layers.15, 6-res-jb. */
function layerOf({ hook = '', source = '' }: { hook?: string; source?: string }): number | undefined {
  const found = /(?:^|[._-])(\d+)(?:[._-]|$)/.exec(hook) ?? /^(\d+)-/.exec(source)
  return found ? Number(found[1]) : undefined
}

async function writeSettings(folder: string, material: ExportMaterial, listed: Set<number>, files: WrittenFile[]): Promise<void> {
  const { dictionary, origin } = material
  const { model_id, layer, sae_set } = headOf(origin)
  const skipped = Array.from({ length: dictionary.dSae }, (_, feature) => feature).filter((feature) => !listed.has(feature))
  const settings = {
    'skipped_indexes.json': { model_id, layer: String(layer), sae_set, log_sparsity: null, skipped_indexes: skipped },
    'run_settings.json': {
      sae_set,
      model_id,
      layer,
      n_prompts_total: origin.data.rows,
      n_tokens_in_prompt: 1,
      huggingface_dataset_path: origin.data.name,
      written_by: `Loupe ${origin.loupeVersion}`
    }
  }
  for (const [name, content] of Object.entries(settings)) {
    const facts = await writeFileWhole(join(folder, name), [`${JSON.stringify(content)}\n`])
    files.push(writtenFile(name, facts, name.startsWith('skipped') ? 'features that are left out' : 'settings'))
  }
}

function gapsOf({ origin, hasLogits }: ExportMaterial): string[] {
  const gaps = [
    'Activations are rounded to three decimals, as SAEDashboard rounds them.',
    hasLogits
      ? 'Tables that need the model are empty: the histogram of logits, correlated neurons, correlated features.'
      : 'Tables that need the model are empty: logits (ask for the logit effects of features first), correlated neurons, correlated features.',
    'Rows are counted as prompts of one token: Loupe does not know how long the prompts were.'
  ]
  if (layerOf(origin.names) === undefined) gaps.push('The layer is not known and written as 0.')
  return gaps
}

async function contentOf(folder: string, files: WrittenFile[]): Promise<{ sum: string; features: number }> {
  const sum = new ContentSum()
  for (const { name } of files) {
    if (!name.startsWith('batch-')) continue
    const path = join(folder, name)
    for (const feature of parsedAs(DashboardBatch, await textIn(path), path).features) sum.add(feature)
  }
  return { sum: sum.digest(), features: sum.count }
}
