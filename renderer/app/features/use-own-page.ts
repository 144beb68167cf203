/**
 * The page of a feature as somebody sees it who must not know what others say: in blind mode the label, notes, tags and state are
 * one's own. Where others wrote already, what is written then is kept beside the label of the project, for the review.
 */
import { useMemo } from 'react'
import { type AuthoredOpinion, isRepeat } from '../../../contract/records/annotator'
import type { FeaturePage } from '../../../contract/records/feature'
import { useCall } from '../engine/queries'
import { useWho } from '../people/who'
import { useBlindMode } from './blind-mode'
import type { RunIds } from './use-feature-order'

export interface OwnPage {
  /** Without anything of others, also while it is not known yet what is one's own. */
  page: FeaturePage | undefined
  /** What can be written into; undefined until it is known. */
  editable: FeaturePage | undefined
  /** What is written goes beside the label of the project. */
  beside: boolean
}

export function useOwnPage({ project, run }: RunIds, page: FeaturePage | undefined): OwnPage {
  const blind = useBlindMode()
  const who = useWho()
  const params = { project: project ?? '', run: run ?? '', feature: page?.feature ?? 0 }
  const opinions = useCall('annotators.ofFeature', params, { enabled: blind && Boolean(project && run && page) }).data
  return useMemo(() => {
    if (!blind || !page) return { page, editable: page, beside: false }
    if (!opinions || who === undefined)
      return { page: { ...page, ...nothing, quiz: undefined, rule: undefined }, editable: undefined, beside: false }
    return ownPage(page, opinions, who)
  }, [blind, page, opinions, who])
}

const nothing = { label: '', notes: '', tags: [], confidence: undefined, status: 'pending' as const }

export function ownPage(page: FeaturePage, opinions: readonly AuthoredOpinion[], who: string): OwnPage {
  if (opinions.every(({ author }) => author === who || isRepeat(author))) return { page, editable: page, beside: false }
  const own = opinions.find(({ author }) => author === who)
  const fields = own ? { ...own, confidence: own.confidence ?? undefined } : nothing
  const { label, notes, tags, confidence, status } = fields
  const { quiz, rule, ...rest } = page
  // A check of another text than one's own tells that there is one.
  const checks = label !== '' && label === page.label ? { ...(quiz ? { quiz } : {}), ...(rule ? { rule } : {}) } : {}
  const masked = { ...rest, ...checks, label, notes, tags, confidence, status }
  return { page: masked, editable: masked, beside: true }
}
