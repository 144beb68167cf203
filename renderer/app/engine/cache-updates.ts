/**
 * What an event says in full goes straight into the cache, so that a training run or a typed label asks for nothing again.
 * Pure updates of cached answers; queries.ts applies them.
 */
import type { FeatureQuery } from '../../../contract/calls/features'
import type { AuthoredOpinion } from '../../../contract/records/annotator'
import type { FeaturePage, FeatureRow } from '../../../contract/records/feature'
import type { Job } from '../../../contract/records/job'
import type { Label } from '../../../contract/records/label'
import type { Run } from '../../../contract/records/run'

/** Replaces the run in a list; a new one comes first, as in the engine's order (latest first). */
export function runsWith(runs: Run[], run: Run): Run[] {
  return withItem(runs, run)
}

export function jobsWith(jobs: Job[], job: Job): Job[] {
  return withItem(jobs, job)
}

/** The features of a list with the label's fields put in; the same list when the feature is not in it. */
export function rowsWithLabel(rows: FeatureRow[], label: Label): FeatureRow[] {
  if (!rows.some((row) => row.feature === label.feature)) return rows
  return rows.map((row) => (row.feature === label.feature ? { ...row, ...listed(label) } : row))
}

export function pageWithLabel(page: FeaturePage, label: Label): FeaturePage {
  const neighbors = page.neighbors.map((neighbor) =>
    neighbor.feature === label.feature ? { ...neighbor, label: label.label } : neighbor
  )
  if (page.feature !== label.feature) return { ...page, neighbors }
  return { ...page, ...listed(label), neighbors, notes: label.notes }
}

/** What an annotator says now in place of what they said of the feature; other opinions stay. */
export function opinionsWith(opinions: readonly AuthoredOpinion[], said: Label, author: string): AuthoredOpinion[] {
  const { run: _, updatedAt = 0, ...fields } = said
  return [...opinions.filter((opinion) => opinion.author !== author), { ...fields, at: updatedAt, author }]
}

/** Whether a changed label can change which features a query gives, or their order. */
export function dependsOnLabels(query: Partial<FeatureQuery>): boolean {
  return Boolean(query.filter?.trim()) || query.statuses !== undefined || query.sort === 'label' || query.sort === 'status'
}

function listed(label: Label): Pick<FeatureRow, 'label' | 'status' | 'tags' | 'confidence'> {
  return { label: label.label, status: label.status, tags: label.tags, confidence: label.confidence ?? undefined }
}

function withItem<T extends { id: string }>(items: T[], item: T): T[] {
  const known = items.some((other) => other.id === item.id)
  return known ? items.map((other) => (other.id === item.id ? item : other)) : [item, ...items]
}
