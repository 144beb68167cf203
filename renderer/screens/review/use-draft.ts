/** The final version while it is written: an editor that keeps what is typed to itself until it is decided. */
import { useMemo, useReducer } from 'react'
import type { Disagreement } from '../../../contract/records/annotator'
import { draftEditor } from '../../app/features/draft-editor'
import type { LabelEditor } from '../../app/features/label-editor'
import { fieldsOf } from '../../app/features/use-label-editor'
import { mergedLabels } from './review-list'

/** Begins with the final version, or with what both say merged. Another feature or another pair begins anew. */
export function useDraft(disagreement: Disagreement | undefined, pair: string): LabelEditor | undefined {
  const [, changed] = useReducer((count: number) => count + 1, 0)
  const key = disagreement && `${disagreement.feature} ${pair} ${disagreement.final?.at ?? ''}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when it is another draft
  return useMemo(() => {
    if (!disagreement) return undefined
    const { one, other, final } = disagreement
    return draftEditor(final ? fieldsOf(final) : mergedLabels(one, other), changed)
  }, [key])
}
