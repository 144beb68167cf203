/** What holds of every faster path: it computes what the definition does. */
import { expect } from 'vitest'
import type { Tensors } from '../../../../contract/records/arrays'
import type { Definition, Path, StepSettings, Weights } from '../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../main/dictionaries/architectures/automatic'
import type { Shape } from '../../../../main/dictionaries/architectures/shape'
import { scoped, tf } from '../../../../main/dictionaries/backend/library'
import { createRandom } from '../../../../main/maths/random'
import { randomBatch, relativeDifference } from './made'

/** A shape of plain autoencoders. */
export function saeShape(dIn: number, dSae: number): Shape {
  return { kind: 'sae', dIn, dOut: dIn, dSae, streams: [dIn] }
}

/** One shape of every kind, all with these widths; a transcoder's targets are narrower. */
export function shapesOfAllKinds(dIn: number, dSae: number): Shape[] {
  const half = Math.floor(dIn / 2)
  return [
    saeShape(dIn, dSae),
    { kind: 'transcoder', dIn, dOut: half, dSae, streams: [dIn] },
    { kind: 'skip-transcoder', dIn, dOut: half, dSae, streams: [dIn] },
    { kind: 'crosscoder', dIn, dOut: dIn, dSae, streams: [half, dIn - half] }
  ]
}

/** Seeded parameters of a shape with features that fire now and then; `own`: those of the architecture. */
export function randomParameters(shape: Shape, own: Tensors = {}, seed = 3): Tensors {
  const random = createRandom(seed)
  const normals = (factor: number, ...sizes: number[]) => ({
    shape: sizes,
    data: Float32Array.from({ length: sizes.reduce((product, size) => product * size, 1) }, () => factor * random.normal())
  })
  const { dIn, dSae, dOut, kind } = shape
  const all = {
    W_enc: normals(1 / Math.sqrt(dIn), dSae, dIn),
    b_enc: normals(0.1, dSae),
    W_dec: normals(1.3 / Math.sqrt(dOut), dSae, dOut),
    b_dec: normals(0.3, dOut),
    ...own
  }
  return kind === 'skip-transcoder' ? { ...all, W_skip: normals(0.2, dIn, dOut) } : all
}

export interface PathCase {
  shape: Shape
  definition: Definition
  inference?: Definition
  path: Path
  parameters: Tensors
  settings: StepSettings
  rows?: number
}

/** Gradients, losses, usage and evaluation of the path against the definition's, to 1e-4 relative (or as given). */
export function expectPath(
  { shape, definition, inference, path, parameters, settings, rows = 60 }: PathCase,
  within = 1e-4
): void {
  scoped(() => {
    const x = tf.tensor2d(randomBatch(rows, shape.dIn).values, [rows, shape.dIn])
    const isOwn = shape.kind === 'sae' || shape.kind === 'crosscoder'
    const y = isOwn ? x : tf.tensor2d(randomBatch(rows, shape.dOut, 9).values, [rows, shape.dOut])
    const weights = (): Weights =>
      Object.fromEntries(Object.entries(parameters).map(([name, { shape, data }]) => [name, tf.tensor(data.slice(), shape)]))
    const slow = automaticPath(definition, inference)
    const [a, b] = [path, slow].map((each) => each.gradients(weights(), { x, y }, settings))
    expect(Object.keys(a.gradients).sort()).toEqual(Object.keys(parameters).sort())
    for (const name of Object.keys(parameters)) {
      const [fast, right] = [a, b].map((each) => each.gradients[name].dataSync() as Float32Array)
      if (right.every((value) => value === 0))
        expect(
          fast.every((value) => value === 0),
          name
        ).toBe(true)
      else expect(relativeDifference(fast, right), name).toBeLessThan(within)
    }
    for (const name of ['loss', 'mse', 'sparsity', 'aux'] as const) {
      if (b.losses[name] === undefined) expect(a.losses[name], name).toBeUndefined()
      else
        expect(Math.abs(a.losses[name]! - b.losses[name]!), name).toBeLessThan(within * Math.max(1e-6, Math.abs(b.losses.loss)))
    }
    expectUsage(a.usage, b.usage)
    expect(a.squaredError / b.squaredError).toBeCloseTo(1, 4)
    const [c, d] = [path, slow].map((each) => each.evaluate(weights(), { x, y }, settings))
    const [fast, right] = [c, d].map((each) => each.reconstruction.dataSync() as Float32Array)
    expect(relativeDifference(fast, right)).toBeLessThan(1e-5)
    expectUsage(c.usage, d.usage)
  })
}

type Usage = ReturnType<Path['gradients']>['usage']

function expectUsage(a: Usage, b: Usage): void {
  expect(a.fired).toEqual(b.fired)
  expect(a.l0).toBe(b.l0)
  expect(a.l1 / b.l1).toBeCloseTo(1, 4)
  expect(a.least / b.least).toBeCloseTo(1, 3)
}
