/** Puts together what a process needs to go on with a draft: what is open, what may still be used, where the rows lie. */
import { setImmediate } from 'node:timers/promises'
import type { ProjectStore } from '../../store/project-store'
import { dataPlaceOf } from '../jobs/data-place'
import type { DraftSpec } from '../jobs/protocol/draft'
import { analysisOf } from '../services/analysis-of'
import { draftedRows } from './feature-material'

/** Features whose evidence is read before others get their turn. */
const atATime = 50

export async function draftSpec(store: ProjectStore, id: string, key: string | undefined): Promise<DraftSpec> {
  const { run, order, use, finished } = store.drafts.get(id)
  const features: Extract<DraftSpec, { task: 'draft' }>['features'] = []
  // Each takes one request at least, so more than that can not be reached.
  const open = store.drafts.open(id).slice(0, Math.max(1, order.limits.requests - use.requests))
  for (const [i, { feature, text }] of open.entries()) {
    if (i % atATime === 0) await setImmediate()
    features.push({ rows: draftedRows(store.features.evidence(run, feature)), text })
  }
  return {
    task: 'draft',
    data: dataPlaceOf(store, store.runs.get(run)),
    analysisFolder: analysisOf(store, run).folder,
    order,
    key,
    used: { requests: use.requests, tokens: use.inputTokens + use.outputTokens },
    done: finished,
    features
  }
}
