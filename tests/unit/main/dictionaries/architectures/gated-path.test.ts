import { beforeAll, describe, expect, it } from 'vitest'
import { gatedDefinition } from '../../../../../main/dictionaries/architectures/gated'
import { gatedPath } from '../../../../../main/dictionaries/architectures/gated-path'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { createRandom } from '../../../../../main/maths/random'
import { randomBatch } from '../made'
import { expectPath, randomParameters, saeShape, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  await startBackend()
})

/** `gate`: mean of b_gate; the lower, the fewer gates are open. */
function expectSame(shape: Shape, gate: number, weighsByNorm: boolean, partRows?: number): void {
  const random = createRandom(5)
  const around = (mean: number) => ({
    shape: [shape.dSae],
    data: Float32Array.from({ length: shape.dSae }, () => mean + 0.3 * random.normal())
  })
  const { b_enc: _bias, ...parameters } = randomParameters(shape, { b_gate: around(gate), b_mag: around(-1), r_mag: around(0) })
  expectPath({
    shape,
    definition: gatedDefinition(shape, { weighsByNorm }),
    path: gatedPath(shape, { weighsByNorm }, partRows),
    parameters,
    settings: { sparsityCoefficient: 0.7, dead: new Int32Array(0) }
  })
}

describe('the written-out gradients of Gated', () => {
  for (const weighsByNorm of [true, false]) {
    for (const shape of shapesOfAllKinds(18, 70)) {
      const norms = weighsByNorm ? 'with norms' : 'without norms'
      it(`agree with its definition on few entries: ${shape.kind}, ${norms}`, () => {
        expectSame(shape, -2.3, weighsByNorm)
      })
      it(`agree with its definition on all entries: ${shape.kind}, ${norms}`, () => {
        expectSame(shape, 0, weighsByNorm)
      })
      it(`agree with its definition part by part: ${shape.kind}, ${norms}`, () => {
        expectSame(shape, 0, weighsByNorm, 17)
      })
    }
  }

  it('are 0 where no gate is open, but for the bias of the output', () => {
    scoped(() => {
      const shape = saeShape(18, 70)
      const numbers = { b_gate: -100, b_mag: 0, r_mag: 0 }
      const own = Object.entries(numbers).map(([name, value]) => [name, { shape: [70], data: new Float32Array(70).fill(value) }])
      const { b_enc: _bias, ...parameters } = randomParameters(shape, Object.fromEntries(own))
      const weights = Object.fromEntries(
        Object.entries(parameters).map(([name, { shape, data }]) => [name, tf.tensor(data, shape)])
      )
      const x = tf.tensor2d(randomBatch(60, 18).values, [60, 18])
      const step = { sparsityCoefficient: 0.7, dead: new Int32Array(0) }
      const { gradients, usage, losses } = gatedPath(shape, { weighsByNorm: true }).gradients(weights, { x, y: x }, step)
      expect(usage).toEqual({ fired: new Uint32Array(70), l0: 0, l1: 0, least: Number.POSITIVE_INFINITY })
      expect(losses.sparsity).toBe(0)
      expect(losses.aux).toBe(losses.mse)
      for (const [name, gradient] of Object.entries(gradients)) {
        expect(
          gradient.dataSync().every((value) => value === 0),
          name
        ).toBe(name !== 'b_dec')
      }
    })
  })
})
