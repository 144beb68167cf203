import { beforeAll, describe, expect, it } from 'vitest'
import type { Gradients, Weights } from '../../../../../main/dictionaries/architectures/architecture'
import { reluL1Penalty } from '../../../../../main/dictionaries/architectures/relu-l1'
import { bothMemories, nextWayMemory } from '../../../../../main/dictionaries/architectures/relu-memory'
import { reluPath } from '../../../../../main/dictionaries/architectures/relu-path'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { randomBatch } from '../made'
import { randomParameters, saeShape } from '../paths'

const shape = saeShape(16, 400)
const path = reluPath(shape, reluL1Penalty(shape))

beforeAll(async () => {
  await startBackend()
})

/** One step, by the sparse way or not, with so many of 400 features active on every row. */
function step(active: number, isSparse: boolean): Gradients {
  return scoped(() => {
    const parameters = randomParameters(shape)
    parameters.b_enc.data.fill(-1000)
    parameters.b_enc.data.fill(1000, 0, active)
    const weights: Weights = Object.fromEntries(
      Object.entries(parameters).map(([name, { shape, data }]) => [name, tf.tensor(data, shape)])
    )
    const x = tf.tensor2d(randomBatch(10, 16).values, [10, 16])
    const { gradients, ...rest } = path.gradients(
      weights,
      { x, y: x },
      { sparsityCoefficient: 1, dead: new Int32Array(0), isSparse }
    )
    return { ...rest, gradients: {} }
  })
}

describe('the way that gradients of ReLU architectures are computed', () => {
  it('becomes sparse when few activations are left, and says so', () => {
    expect(step(200, false)).toMatchObject({ isSparse: false })
    const { isSparse, news } = step(8, false)
    expect([isSparse, news]).toEqual([true, 'Sparse gradients from here: 8 of 400 features are active per row'])
    expect(step(8, true)).toMatchObject({ isSparse: true })
    expect(step(8, true).news ?? step(200, false).news).toBeUndefined()
  })

  it('becomes dense again when they are clearly more, however many', () => {
    for (const active of [32, 300]) {
      const { isSparse, news } = step(active, true)
      expect([isSparse, news]).toEqual([false, `Dense gradients from here: ${active} of 400 features are active per row`])
    }
  })

  it('stays what it was in between', () => {
    expect([step(24, false).isSparse, step(24, true).isSparse]).toEqual([false, true])
  })

  it('is remembered in the state of a run', () => {
    const memory = nextWayMemory({})
    expect(memory.settings()).toEqual({ isSparse: false })
    memory.afterStep(step(8, false), 0)
    expect(memory.settings()).toEqual({ isSparse: true })
    expect(nextWayMemory(memory.state()).settings()).toEqual({ isSparse: true })
  })

  it('is remembered beside what else an architecture remembers', () => {
    const counting = (saved: Record<string, { data: Float32Array }>) => {
      let steps = saved.counted?.data[0] ?? 0
      return {
        settings: () => ({ threshold: steps }),
        afterStep: () => {
          steps += 1
        },
        state: () => ({ counted: { shape: [1], data: Float32Array.of(steps) } })
      }
    }
    const memory = bothMemories(counting, nextWayMemory)({})
    memory.afterStep(step(8, false), 0)
    expect(memory.settings()).toEqual({ threshold: 1, isSparse: true })
    expect(bothMemories(counting, nextWayMemory)(memory.state()).settings()).toEqual({ threshold: 1, isSparse: true })
  })
})
