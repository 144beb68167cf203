import { beforeAll, describe, expect, it } from 'vitest'
import { architectureFor } from '../../../../../main/dictionaries/architectures/choose'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { saeShape, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  await startBackend()
})

const config = smallConfig({ architecture: 'relu-l1-2023', dSae: 5 })

describe('decoder rows that stay at norm 1', () => {
  it('lose the part of their gradient that is parallel to them, and no other', () => {
    const { constrain } = architectureFor(config, saeShape(3, 5))
    scoped(() => {
      const b_enc = tf.tensor1d([1, 2])
      const W_dec = tf.tensor2d([3, 0, 0, 0, 0, 2], [2, 3])
      const changed = constrain!({ W_dec: tf.tensor2d([7, 1, -2, 4, 5, 6], [2, 3]), b_enc }, { W_dec })
      expect([...changed.W_dec.dataSync()].map((value) => value + 0)).toEqual([0, 1, -2, 4, 5, 0])
      expect(changed.b_enc).toBe(b_enc)
    })
  })

  it('start at norm 1 for every kind, transcoders too', () => {
    for (const shape of shapesOfAllKinds(6, 5)) {
      const mean = new Float32Array(6)
      const start = initialParameters(architectureFor(config, shape), shape, { seed: 1, tied: true, mean, targetMean: mean })
      for (let row = 0; row < 5; row += 1) {
        const values = start.W_dec.data.subarray(row * shape.dOut, (row + 1) * shape.dOut)
        expect(Math.hypot(...values)).toBeCloseTo(1, 5)
      }
    }
  })

  it('are insisted on', () => {
    for (const architecture of ['relu-l1-2023', 'kl', 'p-anneal'] as const) {
      const make = () =>
        architectureFor({ ...config, architecture, targetRate: 0.1, finalP: 0.2, unitNormDecoder: false }, saeShape(3, 5))
      expect(make).toThrow(expect.objectContaining({ code: 'config', place: 'unitNormDecoder' }))
    }
  })
})
