import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../../../../contract/records/arrays'
import { SharedBatches } from '../../../../../../main/engine/jobs/entries/shared-batches'

/** Batches whose number is in their count; `read` counts those that were asked for. */
function source(last = Number.POSITIVE_INFINITY) {
  const state = { read: 0, isClosed: false }
  const open = async function* (): AsyncIterable<Batch> {
    try {
      while (state.read < last) {
        state.read += 1
        yield { count: state.read, dIn: 1, values: new Float32Array(), rows: new Uint32Array() }
      }
    } finally {
      state.isClosed = true
    }
  }
  return { state, open }
}

async function take(batches: AsyncIterable<Batch>, count: number, onBatch: (n: number) => void = () => undefined) {
  const taken: number[] = []
  for await (const batch of batches) {
    taken.push(batch.count)
    onBatch(batch.count)
    if (taken.length === count) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return taken
}

describe('batches for several trainings', () => {
  it('are read once, and are the same for all, in step', async () => {
    const { state, open } = source()
    const shared = new SharedBatches(['a', 'b'], open)
    let ahead = 0
    const place = { a: 0, b: 0 }
    const watch = (member: 'a' | 'b') => (n: number) => {
      place[member] = n
      ahead = Math.max(ahead, Math.abs(place.a - place.b))
    }
    const taken = await Promise.all([take(shared.batches('a'), 5, watch('a')), take(shared.batches('b'), 5, watch('b'))])
    expect(taken).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5]
    ])
    expect([state.read, ahead, state.isClosed]).toEqual([5, 1, true])
  })

  it('go on for the others when one has enough, or never begins', async () => {
    const { state, open } = source()
    const shared = new SharedBatches(['a', 'b', 'never'], open)
    const taken = Promise.all([take(shared.batches('a'), 2), take(shared.batches('b'), 6)])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(state.read).toBe(0)
    shared.leave('never')
    expect(await taken).toEqual([
      [1, 2],
      [1, 2, 3, 4, 5, 6]
    ])
    expect(state).toEqual({ read: 6, isClosed: true })
  })

  it('end for all, and fail for all', async () => {
    const { open } = source(3)
    const shared = new SharedBatches(['a', 'b'], open)
    expect(await Promise.all(['a', 'b'].map((member) => take(shared.batches(member), 9)))).toEqual([
      [1, 2, 3],
      [1, 2, 3]
    ])
    const broken = new SharedBatches(['a', 'b'], () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('torn')) })
    }))
    const all = await Promise.allSettled(['a', 'b'].map((member) => take(broken.batches(member), 9)))
    expect(all.map((one) => one.status === 'rejected' && one.reason.message)).toEqual(['torn', 'torn'])
  })
})
