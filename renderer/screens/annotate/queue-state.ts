/**
 * The queue of the window, and the pace of this session. Kept while other screens are shown, so that one comes back to the same
 * place; order, filter and place are remembered for each run over a restart.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { at, atFeature, currentOf, nextOpen, putOff, type Queue, withDecision } from './queue'
import { type QueueSetup, queueStart } from './queue-order'

interface QueueState {
  queue: Queue | undefined
  /** Decisions of this session and the time they took, pauses over five minutes not counted. */
  decisions: number
  decisionMs: number
  shownAt: number
  /** One feature at a time, or many in a table. */
  mode: 'focus' | 'bulk'
  /** The last ten decisions are listed. */
  recent: boolean
}

export const useQueueState = create<QueueState>()(() => ({
  queue: undefined,
  decisions: 0,
  decisionMs: 0,
  shownAt: Date.now(),
  mode: 'focus',
  recent: false
}))

/** Runs that are remembered; the longest unused go first. */
const mostRuns = 50

const useSetups = create<{ byRun: Record<string, QueueSetup> }>()(
  persist((): { byRun: Record<string, QueueSetup> } => ({ byRun: {} }), { name: 'loupe-queue', version: 1 })
)

export function useQueueSetup(run: string | undefined): QueueSetup {
  return useSetups(({ byRun }) => (run === undefined ? undefined : byRun[run])) ?? queueStart
}

export function setupNow(run: string): QueueSetup {
  return useSetups.getState().byRun[run] ?? queueStart
}

export function remember(run: string, change: Partial<QueueSetup>): void {
  useSetups.setState(({ byRun }) => {
    const { [run]: own = queueStart, ...others } = byRun
    const kept = Object.entries(others).slice(1 - mostRuns)
    return { byRun: { ...Object.fromEntries(kept), [run]: { ...own, ...change } } }
  })
}

const longestDecisionMs = 300_000

/** Shows the queue as it became; where one is in it is remembered. */
function show(change: (queue: Queue) => Queue): void {
  const { queue } = useQueueState.getState()
  if (!queue) return
  const next = change(queue)
  useQueueState.setState({ queue: next, shownAt: Date.now() })
  remember(next.run, { feature: currentOf(next) })
}

export function moveTo(position: number): void {
  show((queue) => at(queue, position))
}

/** Goes to a feature, also one that is not in the queue. */
export function moveToFeature(feature: number): void {
  show((queue) => atFeature(queue, feature))
}

export function countDecision(): void {
  useQueueState.setState(({ decisions, decisionMs, shownAt }) => ({
    decisions: decisions + 1,
    decisionMs: decisionMs + Math.min(longestDecisionMs, Date.now() - shownAt)
  }))
}

/** To the next feature without an answer; at the end of the queue the last one stays in view. */
export function advance(decided: number): void {
  show((queue) => {
    const told = { ...queue, decided: withDecision(queue.decided, decided, true) }
    const next = nextOpen(told)
    return next === undefined ? told : at(told, next)
  })
  const { queue } = useQueueState.getState()
  if (queue?.order.by === 'neighbors') remember(queue.run, { from: decided })
}

export function later(feature: number): void {
  show((queue) => putOff(queue, feature))
}

/** What the queue became by labels that changed, here or elsewhere; what is in view stays. */
export function changeQueue(change: (queue: Queue) => Queue): void {
  useQueueState.setState(({ queue }) => ({ queue: queue && change(queue) }))
}

/** Asks for the open features anew. */
export function rebuild(): void {
  useQueueState.setState({ queue: undefined })
}
