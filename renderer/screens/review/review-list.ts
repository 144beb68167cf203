/** The list of a review: which disagreements are still open, which is next, and a first draft of a final version. Pure. */
import type { Disagreement } from '../../../contract/records/annotator'
import type { Confidence, LabelFields, LabelStatus } from '../../../contract/records/label'

/** Nothing is left to decide: there is a final version, or the texts mean the same and nothing else differs. */
export function isSettled({ final, differs }: Disagreement): boolean {
  return final !== null || differs.length === 0
}

export function listed(all: readonly Disagreement[], onlyOpen: boolean, current: number | undefined): Disagreement[] {
  return onlyOpen ? all.filter((one) => !isSettled(one) || one.feature === current) : [...all]
}

/** The next open place after this one, then from the start; undefined when all others are settled. */
export function nextOpen(list: readonly Disagreement[], place: number): number | undefined {
  for (let step = 1; step < list.length; step += 1) {
    const at = (place + step) % list.length
    if (!isSettled(list[at])) return at
  }
  return undefined
}

export function placeOf(list: readonly Disagreement[], feature: number | undefined): number {
  const place = list.findIndex((one) => one.feature === feature)
  return place === -1 ? list.findIndex((one) => !isSettled(one)) : place
}

/** What a final version begins with: all that either says, the more careful confidence. */
export function mergedLabels(one: LabelFields, other: LabelFields): LabelFields {
  return {
    label: one.label.trim() || other.label.trim(),
    notes: [...new Set([one.notes.trim(), other.notes.trim()])].filter((text) => text !== '').join('\n\n'),
    tags: [...new Set([...one.tags, ...other.tags])],
    confidence: lesser(one.confidence, other.confidence),
    status: mergedStatus(one.status, other.status)
  }
}

function lesser(one: Confidence | null, other: Confidence | null): Confidence | null {
  if (one === null || other === null) return one ?? other
  return one < other ? one : other
}

function mergedStatus(one: LabelStatus, other: LabelStatus): LabelStatus {
  return one === other ? one : 'labeled'
}
