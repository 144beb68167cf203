/**
 * The annotation queue: features without a finished label in a chosen order, fixed when it is built so that nothing moves
 * under one's hands, and where one is in it. Pure; queue-state.ts keeps it, the engine says which features.
 */
import type { QueueOrder } from '../../../contract/calls/annotation'
import { answers, type LabelStatus } from '../../../contract/records/label'

export interface Queue {
  run: string
  order: QueueOrder
  filter: string
  /** Who sees only what they say themselves (blind mode); undefined for everybody else. */
  as: string | undefined
  ids: Uint32Array
  position: number
  /** A feature that is looked at out of turn (reopened, undone); the place in the queue stays. */
  visit: number | undefined
  /** Features that got an answer since the queue was built. */
  decided: ReadonlySet<number>
}

/** States that take a feature out of the queue; one put off until later is still open. */
export function isAnswer(status: LabelStatus): boolean {
  return answers.includes(status)
}

export function currentOf({ ids, position, visit }: Queue): number | undefined {
  return visit ?? ids[position]
}

/**
 * The next place without an answer, from the one after this on and then from the start; undefined when there is none. After a
 * feature out of turn that is the place that was left.
 */
export function nextOpen({ ids, position, visit, decided }: Queue): number | undefined {
  const first = visit === undefined ? 1 : 0
  for (let step = first; step < ids.length + first; step++) {
    const place = (position + step) % ids.length
    if (!decided.has(ids[place] ?? -1)) return place
  }
  return undefined
}

/** Features the next steps will show, for asking ahead. */
export function comingUp({ ids, position, visit, decided }: Queue, count: number): number[] {
  const coming: number[] = []
  for (let place = visit === undefined ? position + 1 : position; place < ids.length && coming.length < count; place++) {
    const feature = ids[place]
    if (feature !== undefined && !decided.has(feature)) coming.push(feature)
  }
  return coming
}

/** At a place of the queue; beyond its ends the nearest one. */
export function at(queue: Queue, position: number): Queue {
  return { ...queue, position: Math.min(queue.ids.length - 1, Math.max(0, position)), visit: undefined }
}

/** At a feature: at its place, or out of turn where it has none. */
export function atFeature(queue: Queue, feature: number): Queue {
  const position = queue.ids.indexOf(feature)
  return position >= 0 ? at(queue, position) : { ...queue, visit: feature }
}

export function withDecision(decided: ReadonlySet<number>, feature: number, isDecided: boolean): ReadonlySet<number> {
  if (decided.has(feature) === isDecided) return decided
  const next = new Set(decided)
  if (isDecided) next.add(feature)
  else next.delete(feature)
  return next
}

/** The feature comes at the end, and the next open one is in view: itself only when nothing else is open. */
export function putOff(queue: Queue, feature: number): Queue {
  const place = queue.ids.indexOf(feature)
  const ids = Uint32Array.from([...queue.ids.filter((other) => other !== feature), feature])
  const moved = place >= 0 && place <= queue.position ? queue.position - 1 : queue.position
  const rest = { ...queue, ids, position: moved, decided: withDecision(queue.decided, feature, false) }
  const others = { ...rest, decided: withDecision(rest.decided, feature, true) }
  const next = nextOpen(others) ?? nextOpen(rest)
  return next === undefined ? { ...rest, position: Math.max(0, moved), visit: undefined } : at(rest, next)
}

/** Open ones of these features come right after the one in view, in this order; the same queue where they do so already. */
export function withNext(queue: Queue, wanted: readonly number[]): Queue {
  const current = queue.ids[queue.position]
  const there = new Set(queue.ids)
  const next = wanted.filter((feature) => feature !== current && there.has(feature) && !queue.decided.has(feature))
  const following = comingUp({ ...queue, visit: undefined }, next.length)
  if (next.every((feature, index) => feature === following[index])) return queue
  const taken = new Set(next)
  const before = queue.ids.subarray(0, queue.position).filter((feature) => !taken.has(feature))
  const after = queue.ids.subarray(queue.position + 1).filter((feature) => !taken.has(feature))
  const ids = Uint32Array.from([...before, ...(current === undefined ? [] : [current]), ...next, ...after])
  return { ...queue, ids, position: before.length }
}

/** After many labels changed elsewhere: what is not found any more has its answer, what is found and new comes at the end. */
export function renewed(queue: Queue, found: Uint32Array): Queue {
  const open = new Set(found)
  const known = new Set(queue.ids)
  const added = found.filter((feature) => !known.has(feature))
  const ids = added.length === 0 ? queue.ids : Uint32Array.from([...queue.ids, ...added])
  return { ...queue, ids, decided: new Set(queue.ids.filter((feature) => !open.has(feature))) }
}
