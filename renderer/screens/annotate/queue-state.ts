/** The queue of the window, and the pace of this session. Kept while other screens are shown, so that one comes back to the same place. */
import { useEffect } from 'react'
import { create } from 'zustand'
import { createRandom } from '../../../main/maths/random'
import { shuffle } from '../../../main/maths/shuffle'
import { markStale, useCall, useEvent } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { type Queue, type QueueOrder, withDecision } from './queue'

interface QueueState {
  order: QueueOrder
  seed: number
  queue: Queue | undefined
  /** Decisions of this session and the time they took, pauses over five minutes not counted. */
  decisions: number
  decisionMs: number
  shownAt: number
}

export const useQueueState = create<QueueState>()(() => ({
  order: 'mass',
  seed: 4,
  queue: undefined,
  decisions: 0,
  decisionMs: 0,
  shownAt: Date.now()
}))

const longestDecisionMs = 300_000

export function moveTo(position: number): void {
  useQueueState.setState(({ queue }) => ({ queue: queue && { ...queue, position }, shownAt: Date.now() }))
}

/** Goes to a feature of the queue, if it is in it. */
export function moveToFeature(feature: number): void {
  const position = useQueueState.getState().queue?.ids.indexOf(feature) ?? -1
  if (position >= 0) moveTo(position)
}

export function countDecision(): void {
  useQueueState.setState(({ decisions, decisionMs, shownAt }) => ({
    decisions: decisions + 1,
    decisionMs: decisionMs + Math.min(longestDecisionMs, Date.now() - shownAt)
  }))
}

/** A new queue of what is still open, in this order. */
export function rebuild(order: QueueOrder): void {
  markStale(['features.ids'])
  useQueueState.setState({ order, queue: undefined })
}

/** Asks for the open features and fixes them as the queue; follows the decisions made anywhere. */
export function useQueue({ project, run }: RunIds): { queue: Queue | undefined; error: unknown } {
  const { order, seed, queue } = useQueueState()
  const own = queue?.run === run && queue?.order === order ? queue : undefined
  const enabled = Boolean(project && run) && own === undefined
  const query = useCall('features.ids', { project: project ?? '', run: run ?? '', ...openFeatures(order) }, { enabled })
  const ids = query.isFetching ? undefined : query.data?.ids
  useEffect(() => {
    if (!run || own || !ids) return
    const ordered = order === 'random' ? shuffle(ids.slice(), createRandom(seed)) : ids
    useQueueState.setState({ queue: { run, order, seed, ids: ordered, position: 0, decided: new Set() }, shownAt: Date.now() })
  }, [run, own, ids, order, seed])
  useEvent('label.changed', ({ project: changed, label }) => {
    if (changed !== project || label.run !== run) return
    const isDecided = label.status === 'labeled' || label.status === 'not-interpretable'
    useQueueState.setState((state) => ({
      queue: state.queue && { ...state.queue, decided: withDecision(state.queue.decided, label.feature, isDecided) }
    }))
  })
  return { queue: own, error: query.error }
}

/** Dead features are left out: there is nothing to look at. */
function openFeatures(order: QueueOrder) {
  const sort = { mass: 'mass', density: 'density', id: 'feature', random: 'feature' } as const
  return {
    filter: 'dead:no',
    statuses: ['pending' as const, 'draft' as const],
    sort: sort[order],
    descending: order === 'mass' || order === 'density'
  }
}
