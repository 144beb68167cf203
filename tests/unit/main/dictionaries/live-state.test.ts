/** A state that is read while it is written, beside one that is a copy. */
import { describe, expect, it } from 'vitest'
import { createLearner } from '../../../../main/dictionaries'
import { randomBatch, smallConfig } from './made'

const facts = { dIn: 6, inputScale: 1, mean: new Float32Array(6) }
const rate = { learningRate: 0.01, sparsityCoefficient: 0 }

describe('the state of a learner', () => {
  it('is a copy, or is read when it is asked for', async () => {
    const learner = await createLearner(smallConfig({ dSae: 16, emaDecay: 0.5 }), facts)
    learner.step(randomBatch(8, 6), rate)
    const [copy, live] = [learner.state(), learner.liveState()]
    const names = ['W_enc', 'adam_m.W_enc', 'adam_v.W_dec', 'average.W_dec']
    for (const name of names) expect(live[name]).toEqual(copy[name])
    learner.step(randomBatch(8, 6, 2), rate)
    for (const name of names) {
      expect(live[name].data).toEqual(learner.state()[name].data)
      expect(live[name].data).not.toEqual(copy[name].data)
    }
    expect(Object.keys(live)).toEqual(Object.keys(copy))
    learner.dispose()
  })
})
