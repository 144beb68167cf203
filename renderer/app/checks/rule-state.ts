/** The rule that is open in this window, one at a time; what was typed and not kept is there again when it is opened again. */
import { create } from 'zustand'
import type { FeaturePlace } from './quiz-state'
import type { RuleDraft } from './rule-text'

interface OpenRule {
  open: FeaturePlace | undefined
  /** Drafts that were closed without keeping them, by feature. */
  drafts: ReadonlyMap<string, RuleDraft>
}

export const useOpenRule = create<OpenRule>()(() => ({ open: undefined, drafts: new Map() }))

export function openRule(place: FeaturePlace): void {
  useOpenRule.setState({ open: place })
}

/** `draft` is kept for the next time; undefined where there is nothing to keep. */
export function closeRule(place: FeaturePlace, draft: RuleDraft | undefined): void {
  useOpenRule.setState(({ drafts }) => {
    const next = new Map(drafts)
    if (draft) next.set(keyOf(place), draft)
    else next.delete(keyOf(place))
    return { open: undefined, drafts: next }
  })
}

export function draftFor(place: FeaturePlace): RuleDraft | undefined {
  return useOpenRule.getState().drafts.get(keyOf(place))
}

function keyOf({ project, run, feature }: FeaturePlace): string {
  return `${project} ${run} ${feature}`
}
