import { beforeAll, describe, expect, it } from 'vitest'
import type { Tensors } from '../../../../../contract/records/arrays'
import { reluPath } from '../../../../../main/dictionaries/architectures/relu-path'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { expectPath, randomParameters, saeShape, shapesOfAllKinds } from '../paths'
import { reluFamily } from './relu-family'

beforeAll(async () => {
  expect((await startBackend()).name).toBe('tensorflow')
})

/** Parameters with which few features fire. */
function withBias(shape: Shape, bias: number): Tensors {
  const parameters = randomParameters(shape)
  parameters.b_enc.data.fill(bias)
  return parameters
}

for (const { name, penalty, definition, settings } of reluFamily) {
  describe(`the written-out gradients of ${name} agree with its definition`, () => {
    for (const isSparse of [false, true]) {
      const way = isSparse ? 'at entries' : 'everywhere'
      for (const shape of shapesOfAllKinds(18, 70)) {
        for (const sparsityCoefficient of [0, 0.7]) {
          it(`${way}, for a ${shape.kind}, λ ${sparsityCoefficient}`, () => {
            expectPath({
              shape,
              definition: definition(shape),
              path: reluPath(shape, penalty(shape)),
              parameters: isSparse ? withBias(shape, -1.5) : randomParameters(shape),
              settings: { ...settings, isSparse, sparsityCoefficient, dead: new Int32Array(0) }
            })
          })
        }
      }
    }

    it('at entries so few that their products are gathered', () => {
      const shape = saeShape(18, 200)
      expectPath({
        shape,
        definition: definition(shape),
        path: reluPath(shape, penalty(shape)),
        parameters: withBias(shape, -3),
        settings: { ...settings, isSparse: true, sparsityCoefficient: 0.7, dead: new Int32Array(0) }
      })
    })
  })
}
