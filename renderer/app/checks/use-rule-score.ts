/** The score of a rule as it is typed: asked after a short pause, the earlier question is cancelled. */
import { useEffect, useState } from 'react'
import type { Progress } from '../../../contract/records/basics'
import type { LabelRule, RuleScore } from '../../../contract/records/rule'
import { type ErrorRecord, errorRecordFrom } from '../../../contract/wire/errors'
import { useClient } from '../engine/client'
import type { FeaturePlace } from './quiz-state'

const pauseMs = 250
/** Misses of either kind to look at. */
const most = 50

export interface RuleScoreView {
  /** Of the latest rule that was scored: also while the next one is. */
  score: RuleScore | undefined
  error: ErrorRecord | undefined
  isScoring: boolean
  progress: Progress | undefined
}

const nothing: RuleScoreView = { score: undefined, error: undefined, isScoring: false, progress: undefined }

export function useRuleScore(place: FeaturePlace, rule: LabelRule | undefined, threshold: number): RuleScoreView {
  const client = useClient()
  const [view, setView] = useState(nothing)
  const asked = rule && JSON.stringify({ ...place, rule, threshold })
  useEffect(() => {
    if (asked === undefined) {
      setView(nothing)
      return
    }
    const abort = new AbortController()
    setView((old) => ({ ...old, isScoring: true, progress: undefined }))
    const timer = setTimeout(async () => {
      const onProgress = (progress: Progress) => setView((old) => (abort.signal.aborted ? old : { ...old, progress }))
      try {
        const params = { ...JSON.parse(asked), most, context: 64 }
        const score = await client.call('checks.scoreRule', params, { signal: abort.signal, onProgress })
        if (!abort.signal.aborted) setView({ ...nothing, score })
      } catch (thrown) {
        if (!abort.signal.aborted) setView({ ...nothing, error: errorRecordFrom(thrown) })
      }
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [client, asked])
  return view
}
