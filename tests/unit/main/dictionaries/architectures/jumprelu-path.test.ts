import { beforeAll, describe, it } from 'vitest'
import type { JumpLoss } from '../../../../../contract/records/run'
import { jumpReluDefinition } from '../../../../../main/dictionaries/architectures/jumprelu'
import { jumpReluPath } from '../../../../../main/dictionaries/architectures/jumprelu-path'
import { jumpReluSettings } from '../../../../../main/dictionaries/architectures/jumprelu-settings'
import type { Shape } from '../../../../../main/dictionaries/architectures/shape'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { expectPath, randomParameters, saeShape, shapesOfAllKinds } from '../paths'

beforeAll(async () => {
  await startBackend()
})

interface Given {
  jumpLoss: JumpLoss
  /** θ of every other feature, and of the rest; the higher, the fewer entries. */
  thresholds: [number, number]
  dead?: number[]
  bandwidth?: number
  /** Of a part at most; the whole batch where left out. */
  partRows?: number
}

function expectSame(shape: Shape, { jumpLoss, thresholds, dead, bandwidth = 0.4, partRows }: Given): void {
  const settings = jumpReluSettings(smallConfig({ jumpLoss, targetL0: 4, bandwidth, auxCoefficient: dead ? 0.2 : 0 }))
  const threshold = { shape: [shape.dSae], data: Float32Array.from({ length: shape.dSae }, (_, i) => thresholds[i % 2]) }
  expectPath({
    shape,
    definition: jumpReluDefinition(shape, settings),
    path: jumpReluPath(shape, settings, partRows),
    parameters: randomParameters(shape, { threshold }),
    settings: { sparsityCoefficient: 0.7, dead: Int32Array.from(dead ?? []) }
  })
}

describe('the written-out gradients of JumpReLU', () => {
  for (const jumpLoss of ['l0', 'tanh', 'target-l0'] as const) {
    for (const shape of shapesOfAllKinds(18, 70)) {
      it(`agree with its definition on few entries: ${jumpLoss}, ${shape.kind}`, () => {
        expectSame(shape, { jumpLoss, thresholds: [2.4, 3] })
      })
    }

    for (const shape of shapesOfAllKinds(18, 70)) {
      it(`agree with its definition where windows hold far more than is active: ${jumpLoss}, ${shape.kind}`, () => {
        expectSame(shape, { jumpLoss, thresholds: [2.8, 3.2], bandwidth: 3, dead: [3] })
      })
    }

    it(`agree with its definition on all entries: ${jumpLoss}`, () => {
      expectSame(saeShape(18, 70), { jumpLoss, thresholds: [0.1, 0.5] })
    })

    for (const shape of shapesOfAllKinds(18, 70)) {
      it(`agree with its definition part by part: ${jumpLoss}, ${shape.kind}`, () => {
        expectSame(shape, { jumpLoss, thresholds: [0.1, 0.5], dead: [1, 5], partRows: 17 })
      })
    }
  }

  for (const shape of shapesOfAllKinds(18, 70)) {
    it(`agree with its definition with dead features: ${shape.kind}`, () => {
      expectSame(shape, { jumpLoss: 'l0', thresholds: [2, 3], dead: [0, 3, 68] })
    })
  }

  it('agree with its definition while no feature is dead', () => {
    expectSame(saeShape(18, 70), { jumpLoss: 'tanh', thresholds: [2, 3], dead: [] })
  })
})
