/** Checks of a definition that hold on every backend; each backend has a process, hence a test file, of its own. */
import { expect } from 'vitest'
import type { Definition, StepSettings, Weights } from '../../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { createRandom } from '../../../../../main/maths/random'
import { saeShape } from '../paths'
import type { PlainWeights } from '../reference'

const [rows, dIn, dSae] = [5, 3, 6]

/** The shape of `example()`. */
export const exampleShape: Shape = saeShape(dIn, dSae)

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

/**
 * Loss and gradients against the plain loss and its central differences in float64. `own`: parameters of the architecture
 * beside the shared four, each [dSae], or undefined for a shared one that it does not have; `plain` finds them in its weights. `skip`: parameters whose gradient is no derivative
 * (straight-through estimators), which other tests have to check.
 */
export function expectDefinition<Own extends Record<string, number[] | undefined> = Record<never, never>>(
  definition: Definition,
  plain: (weights: PlainWeights & Own, x: number[][]) => number,
  step: StepSettings,
  own: Own = {} as Own,
  skip: string[] = []
): void {
  const { weights: shared, x } = example()
  const weights = withoutMissing({ ...shared, ...own })
  const { gradients, loss } = scoped(() => {
    const input = tf.tensor2d(x)
    const path = automaticPath(definition).gradients(tensorsOf(weights), { x: input, y: input }, step)
    const values = Object.fromEntries(Object.entries(path.gradients).map(([name, tensor]) => [name, [...tensor.dataSync()]]))
    return { gradients: values, loss: path.losses.loss }
  })
  expect(loss).toBeCloseTo(plain(weights, x), 4)
  for (const name of Object.keys(weights)) {
    if (skip.includes(name)) continue
    const expected = differences(weights as Record<string, number[] | number[][]>, name, () => plain(weights, x))
    expect(gradients[name].length).toBe(expected.length)
    gradients[name].forEach((value, i) => {
      expect(value, `${name}[${i}]`).toBeCloseTo(expected[i], 3)
    })
  }
}

function withoutMissing<T extends object>(weights: T): T {
  return Object.fromEntries(Object.entries(weights).filter(([, values]) => values)) as T
}

export function tensorsOf(weights: object): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, tf.tensor(values)]))
}

function differences(weights: Record<string, number[] | number[][]>, name: string, loss: () => number): number[] {
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
