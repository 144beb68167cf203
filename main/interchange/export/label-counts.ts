/**
 * Counts over all features while they pass on their way into the label files.
 */
import type { Receipt } from '../../../contract/records/export'
import type { LabelStatus } from '../../../contract/records/label'
import type { ExportFeature } from '../labels/entry'

export interface LabelCounts {
  total: number
  byStatus: Record<LabelStatus, number>
  /** Features in the label files. */
  written: number
  withFacts: number
  /** Features that fired on no row. */
  silent: number
  /** Share of the activation mass of features with the status labeled. */
  massLabeled: number
}

export function createLabelCounts(): LabelCounts {
  return {
    total: 0,
    byStatus: { pending: 0, draft: 0, labeled: 0, 'not-interpretable': 0, flagged: 0, later: 0 },
    written: 0,
    withFacts: 0,
    silent: 0,
    massLabeled: 0
  }
}

export function countFeature(counts: LabelCounts, feature: ExportFeature, written: boolean): void {
  counts.total += 1
  counts.byStatus[feature.label.status] += 1
  if (written) counts.written += 1
  if (!feature.facts) return
  counts.withFacts += 1
  if (feature.facts.activeRows === 0) counts.silent += 1
  if (feature.label.status === 'labeled') counts.massLabeled += feature.facts.mass
}

export function receiptLabels(counts: LabelCounts): Receipt['labels'] {
  const { byStatus } = counts
  return {
    total: counts.total,
    pending: byStatus.pending,
    draft: byStatus.draft,
    labeled: byStatus.labeled,
    notInterpretable: byStatus['not-interpretable'],
    written: counts.written,
    ...(byStatus.flagged > 0 ? { flagged: byStatus.flagged } : {}),
    ...(byStatus.later > 0 ? { later: byStatus.later } : {})
  }
}
