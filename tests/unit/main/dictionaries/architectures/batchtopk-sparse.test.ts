import { beforeAll, describe, expect, it } from 'vitest'
import { batchTopkDefinition, thresholdDefinition } from '../../../../../main/dictionaries/architectures/batchtopk'
import { batchTopkSparsePath } from '../../../../../main/dictionaries/architectures/batchtopk-sparse'
import { matryoshkaDefinition } from '../../../../../main/dictionaries/architectures/matryoshka'
import { decodeNested } from '../../../../../main/dictionaries/architectures/matryoshka-decoding'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { expectPath, type PathCase, randomParameters, saeShape, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  expect((await startBackend()).name).toBe('tensorflow')
})

const dead = Int32Array.from([1, 5, 6, 40, 41, 42, 99, 100, 101, 200, 250, 255])
const usual = { k: 4, auxK: 8, auxCoefficient: 1 / 32 }
const prefixes = [8, 24, 100, 256]

/** What is compared with what; with prefixes Matryoshka, else BatchTopK. */
function caseOf(shape: Shape, settings = usual, prefixes?: number[]): PathCase {
  const definition = prefixes ? matryoshkaDefinition(shape, settings, prefixes) : batchTopkDefinition(shape, settings)
  return {
    shape,
    definition,
    inference: thresholdDefinition(shape, definition),
    path: batchTopkSparsePath(shape, settings, prefixes && decodeNested(prefixes)),
    parameters: randomParameters(shape),
    settings: { sparsityCoefficient: 0, dead, threshold: 1.1 }
  }
}

describe('the sparse path of BatchTopK agrees with its definition', () => {
  for (const shape of shapesOfAllKinds(20, 256)) {
    it(`as ${shape.kind}`, () => expectPath(caseOf(shape)))
  }

  const shape = saeShape(20, 256)
  const cases = {
    'without dead features': { settings: usual, dead: new Int32Array(0) },
    'with more dead features than k_aux': { settings: { k: 4, auxK: 5, auxCoefficient: 2 }, dead },
    'with so large a k that all above 0 are kept': { settings: { ...usual, k: 200 }, dead },
    'with all features': { settings: { ...usual, k: 256 }, dead },
    'with one feature per row': { settings: { ...usual, k: 1 }, dead }
  }
  for (const [name, { settings, dead }] of Object.entries(cases)) {
    it(name, () => {
      const one = caseOf(shape, settings)
      expectPath({ ...one, settings: { ...one.settings, dead }, rows: 300 })
    })
  }

  it('in evaluation, where there is no threshold yet', () => {
    const one = caseOf(shape)
    expectPath({ ...one, settings: { sparsityCoefficient: 0, dead } })
  })

  it('batch after batch, whatever the last one was like', () => {
    const one = caseOf(shape)
    for (const factor of [1, 5, 1, 0.2, 0.01]) {
      const { W_enc, b_enc, ...others } = randomParameters(shape)
      const scaled = ({ shape, data }: typeof W_enc) => ({ shape, data: data.map((value) => value * factor) })
      expectPath({
        ...one,
        parameters: { ...others, W_enc: scaled(W_enc), b_enc: scaled(b_enc) },
        settings: { ...one.settings, threshold: 1.1 * factor }
      })
    }
  })
})

describe('the sparse path of Matryoshka agrees with its definition', () => {
  for (const shape of shapesOfAllKinds(20, 256)) {
    it(`as ${shape.kind}`, () => expectPath(caseOf(shape, usual, prefixes)))
  }

  it('with one prefix, which is BatchTopK', () => {
    const shape = saeShape(20, 256)
    expectPath({ ...caseOf(shape), path: batchTopkSparsePath(shape, usual, decodeNested([256])) })
  })
})
