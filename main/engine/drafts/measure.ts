/** The questions of a draft before it is begun: for one feature as a preview, for some as an estimate. Nothing is sent. */
import type { Checked } from '../../../contract/calls/index'
import type { DraftEstimate, DraftEvidence, DraftOrder, DraftPrompt } from '../../../contract/records/draft'
import { detectQuestion, estimateDraft, explainQuestion, type FeatureMaterial } from '../../drafting/index'
import type { OpenProject } from '../projects/open-projects'
import { analysisOf } from '../services/analysis-of'
import { draftedRows, draftSources, featureMaterial } from './feature-material'

/** Features whose prompts are made for an estimate, evenly spread over the chosen ones. */
const mostMeasured = 8

export async function previewOf(
  project: OpenProject,
  asked: Pick<Checked<'drafts.preview'>, 'run' | 'feature' | 'evidence'>,
  prompt: DraftPrompt
): Promise<{ explain: string; detect: string }> {
  const [{ examples, max, held }] = await materials(project, asked.run, [asked.feature], asked.evidence)
  return { explain: explainQuestion(prompt, examples, max), detect: detectQuestion(prompt, '‹the phrase›', held.rows) }
}

export async function estimateOf(
  project: OpenProject,
  run: string,
  features: Uint32Array,
  order: DraftOrder
): Promise<DraftEstimate> {
  const count = Math.min(mostMeasured, features.length)
  const some = Array.from({ length: count }, (_, i) => features[Math.floor((i * features.length) / count)])
  return estimateDraft(order, features.length, await materials(project, run, some, order.evidence))
}

async function materials(
  project: OpenProject,
  run: string,
  features: number[],
  evidence: DraftEvidence
): Promise<FeatureMaterial[]> {
  const { store, indexes } = project
  const index = await indexes.rowIndex(store.runs.get(run).dataset)
  const activations = await indexes.activationIndex(analysisOf(store, run).folder)
  const sources = await draftSources(index, activations)
  return Promise.all(
    features.map((feature) => featureMaterial(draftedRows(store.features.evidence(run, feature)), evidence, sources))
  )
}
