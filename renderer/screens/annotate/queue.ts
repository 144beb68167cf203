/**
 * The annotation queue: features without a finished label in a chosen order, fixed when it is built so that nothing moves
 * under one's hands, and where one is in it. Pure; queue-state.ts keeps it, the engine says which features.
 */

export type QueueOrder = 'mass' | 'density' | 'id' | 'random'

export const queueOrders: readonly { value: QueueOrder; label: string }[] = [
  { value: 'mass', label: 'by coverage' },
  { value: 'density', label: 'by density' },
  { value: 'id', label: 'by id' },
  { value: 'random', label: 'random' }
]

export interface Queue {
  run: string
  order: QueueOrder
  seed: number
  ids: Uint32Array
  position: number
  /** Features that got a label or a "not interpretable" since the queue was built. */
  decided: ReadonlySet<number>
}

export function currentOf(queue: Queue): number | undefined {
  return queue.ids[queue.position]
}

/** The next place without a decision, from the one after this on and then from the start; undefined when all are decided. */
export function nextOpen(queue: Queue): number | undefined {
  const { ids, position, decided } = queue
  for (let step = 1; step <= ids.length; step++) {
    const place = (position + step) % ids.length
    if (!decided.has(ids[place] ?? -1)) return place
  }
  return undefined
}

/** Features the next steps will show, for asking ahead. */
export function comingUp({ ids, position, decided }: Queue, count: number): number[] {
  const coming: number[] = []
  for (let place = position + 1; place < ids.length && coming.length < count; place++) {
    const feature = ids[place]
    if (feature !== undefined && !decided.has(feature)) coming.push(feature)
  }
  return coming
}

export function withDecision(decided: ReadonlySet<number>, feature: number, isDecided: boolean): ReadonlySet<number> {
  if (decided.has(feature) === isDecided) return decided
  const next = new Set(decided)
  if (isDecided) next.add(feature)
  else next.delete(feature)
  return next
}

/** Why this feature is next, in a sentence. `share` is what the order goes by, as it is printed. */
export function whyNext(order: QueueOrder, seed: number, mass: string, density: string): string {
  switch (order) {
    case 'mass':
      return `It adds the most activation mass that no label explains yet, ${mass} of all.`
    case 'density':
      return `It is active on the most rows of those without a label, ${density}.`
    case 'id':
      return 'It is the next one by id.'
    case 'random':
      return `Drawn at random with seed ${seed}: every feature has the same chance.`
  }
}
