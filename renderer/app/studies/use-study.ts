/** A question about a run and what is known of its answer: none yet, under way, kept, from before, or failed. */
import { useMemo } from 'react'
import type { AnswerOf, StudyKind } from '../../../contract/records/studies/kinds'
import type { Study, StudyArray } from '../../../contract/records/studies/study'
import type { LoupeError } from '../../../contract/wire/errors'
import { useAct, useCall } from '../engine/queries'
import type { RunIds } from '../features/use-feature-order'
import { type AskedQuestion, isSameQuestion } from './same-question'

export interface AnsweredStudy<K extends StudyKind> {
  study: Study
  answer: AnswerOf<K>
  arrays: StudyArray[]
}

export interface StudyView<K extends StudyKind> {
  /** The latest of this question, whatever became of it. */
  latest: Study | undefined
  /** The kept answer, also while it is asked anew. */
  answered: AnsweredStudy<K> | undefined
  isLoading: boolean
  error: LoupeError | null
  /** Undefined where nothing can be asked. */
  start: ((fresh?: boolean) => void) | undefined
  isStarting: boolean
}

/** `question` undefined: it is not clear yet what to ask. */
export function useStudy<K extends StudyKind>(
  { project, run }: RunIds,
  question: (AskedQuestion & { kind: K }) | undefined
): StudyView<K> {
  const place = { project: project ?? '', run: run ?? '' }
  const enabled = Boolean(project && run)
  const list = useCall('studies.list', place, { enabled })
  const begin = useAct('studies.start')
  const asked = useMemo(() => {
    if (!question) return []
    return (list.data ?? []).filter((study) => study.run === run && isSameQuestion(study.question, question))
  }, [list.data, question, run])
  const kept = asked.find(({ state }) => state === 'done')
  const answer = useCall('studies.answer', { project: place.project, study: kept?.id ?? '' }, { enabled: kept !== undefined })
  const answered = useMemo(() => {
    if (!kept || !answer.data || answer.data.study.id !== kept.id) return undefined
    return { study: kept, answer: answer.data.answer as AnswerOf<K>, arrays: answer.data.arrays }
  }, [kept, answer.data])
  const canAsk = enabled && question !== undefined
  return {
    latest: asked[0],
    answered,
    isLoading: list.isPending || (kept !== undefined && answer.isPending),
    error: list.error ?? answer.error ?? begin.error,
    // An answer that is kept is asked for anew: it is stale, or can not be read.
    start: canAsk ? (fresh = kept !== undefined) => begin.mutate({ ...place, question, fresh }) : undefined,
    isStarting: begin.isPending
  }
}
