/** Checks of a definition that hold on every backend; each backend has a process, hence a test file, of its own. */
import { expect } from 'vitest'
import type { Definition } from '../../../../../main/dictionaries/architectures/architecture'
import { parameterNames, type StepSettings, type Weights } from '../../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { createRandom } from '../../../../../main/maths/random'
import type { PlainWeights } from '../reference'

const [rows, dIn, dSae] = [5, 3, 6]

export interface Example {
  weights: PlainWeights
  x: number[][]
}

export function example(seed = 2): Example {
  const random = createRandom(seed)
  const matrix = (count: number, width: number): number[][] =>
    Array.from({ length: count }, () => Array.from({ length: width }, () => random.normal()))
  return {
    weights: { W_enc: matrix(dSae, dIn), b_enc: matrix(1, dSae)[0], W_dec: matrix(dSae, dIn), b_dec: matrix(1, dIn)[0] },
    x: matrix(rows, dIn)
  }
}

/** Loss and gradients against the plain loss and its central differences in float64. */
export function expectDefinition(
  definition: Definition,
  plain: (weights: PlainWeights, x: number[][]) => number,
  step: StepSettings
) {
  const { weights, x } = example()
  const { gradients, loss } = scoped(() => {
    const path = automaticPath(definition).gradients(tensorsOf(weights), tf.tensor2d(x), step)
    const values = Object.fromEntries(parameterNames.map((name) => [name, [...path.gradients[name].dataSync()]]))
    return { gradients: values, loss: path.losses.loss }
  })
  expect(loss).toBeCloseTo(plain(weights, x), 4)
  for (const name of parameterNames) {
    const expected = differences(weights, name, () => plain(weights, x))
    expect(gradients[name].length).toBe(expected.length)
    gradients[name].forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 3)
    })
  }
}

function tensorsOf(weights: PlainWeights): Weights {
  return {
    W_enc: tf.tensor2d(weights.W_enc),
    b_enc: tf.tensor1d(weights.b_enc),
    W_dec: tf.tensor2d(weights.W_dec),
    b_dec: tf.tensor1d(weights.b_dec)
  }
}

function differences(weights: PlainWeights, name: keyof PlainWeights, loss: () => number): number[] {
  const rowsOf = Array.isArray(weights[name][0]) ? (weights[name] as number[][]) : [weights[name] as number[]]
  const h = 1e-5
  return rowsOf.flatMap((row) =>
    row.map((value, i) => {
      row[i] = value + h
      const above = loss()
      row[i] = value - h
      const below = loss()
      row[i] = value
      return (above - below) / (2 * h)
    })
  )
}
