import { beforeAll, describe, expect, it } from 'vitest'
import { topkDefinition } from '../../../../../main/dictionaries/architectures/topk'
import { topkSparsePath } from '../../../../../main/dictionaries/architectures/topk-sparse'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { expectPath, randomParameters, saeShape, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  expect((await startBackend()).name).toBe('tensorflow')
})

const dead = Int32Array.from([1, 5, 6, 40, 41, 42, 99, 100, 101, 200, 250, 255])
const cases = {
  'without dead features': { settings: { k: 4, auxK: 8, auxCoefficient: 1 / 32 }, dead: new Int32Array(0) },
  'with fewer dead features than k_aux': { settings: { k: 4, auxK: 16, auxCoefficient: 1 / 32 }, dead },
  'with more dead features than k_aux': { settings: { k: 4, auxK: 5, auxCoefficient: 2 }, dead },
  'with so many dead features that only the kept ones are treated': {
    settings: { k: 4, auxK: 5, auxCoefficient: 1 / 32 },
    dead: Int32Array.from({ length: 200 }, (_, i) => i + 20)
  },
  'with so large a k that many kept entries are negative': { settings: { k: 160, auxK: 8, auxCoefficient: 1 / 32 }, dead }
}

describe('the sparse path of TopK agrees with its definition', () => {
  for (const name of [
    'with fewer dead features than k_aux',
    'with so many dead features that only the kept ones are treated'
  ] as const) {
    it(`part by part of the rows, ${name}`, () => {
      const { settings, dead } = cases[name]
      const shape = saeShape(20, 256)
      expectPath({
        shape,
        definition: topkDefinition(shape, settings),
        path: topkSparsePath(shape, settings, 70),
        parameters: randomParameters(shape),
        settings: { sparsityCoefficient: 0, dead },
        rows: 300
      })
    })
  }

  for (const [name, { settings, dead }] of Object.entries(cases)) {
    it(`over more rows than are gathered at once, ${name}`, () => {
      const shape = saeShape(20, 256)
      expectPath({
        shape,
        definition: topkDefinition(shape, settings),
        path: topkSparsePath(shape, settings),
        parameters: randomParameters(shape),
        settings: { sparsityCoefficient: 0, dead },
        rows: 300
      })
    })
  }

  for (const shape of shapesOfAllKinds(20, 256)) {
    it(`as ${shape.kind}`, () => {
      const settings = { k: 4, auxK: 8, auxCoefficient: 1 / 32 }
      expectPath({
        shape,
        definition: topkDefinition(shape, settings),
        path: topkSparsePath(shape, settings),
        parameters: randomParameters(shape),
        settings: { sparsityCoefficient: 0, dead }
      })
    })
  }
})
