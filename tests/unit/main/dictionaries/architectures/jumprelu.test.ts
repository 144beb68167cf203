import { beforeAll, describe, expect, it } from 'vitest'
import type { JumpLoss } from '../../../../../contract/records/run'
import { automaticPath } from '../../../../../main/dictionaries/architectures/automatic'
import { jumpReluDefinition, jumprelu } from '../../../../../main/dictionaries/architectures/jumprelu'
import { jumpReluSettings } from '../../../../../main/dictionaries/architectures/jumprelu-settings'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { example, exampleShape, expectDefinition, tensorsOf } from './definitions'
import { type JumpCase, jumpReluEstimates, jumpReluLoss } from './jumprelu-reference'

beforeAll(async () => {
  await startBackend()
})

/** Wide windows and high thresholds: some of the 30 activations lie in one. */
const threshold = [0.1, 0.5, 0.3, 0.8, 0.05, 0.6]

function caseOf(jumpLoss: JumpLoss, deadCoefficient = 0): JumpCase {
  const given = { jumpLoss, targetL0: 1.5, bandwidth: 0.9, auxCoefficient: deadCoefficient }
  return { settings: jumpReluSettings(smallConfig(given)), coefficient: 0.8, dead: deadCoefficient > 0 ? [1, 4] : [] }
}

function stepOf({ coefficient, dead }: JumpCase) {
  return { sparsityCoefficient: coefficient, dead: Int32Array.from(dead) }
}

/** Parameters that the estimates reach: finite differences of the loss know nothing of them. */
const estimated = (jumpLoss: JumpLoss): string[] =>
  jumpLoss === 'tanh' ? ['threshold', 'W_enc', 'b_enc', 'b_dec'] : ['threshold']

describe('JumpReLU', () => {
  for (const jumpLoss of ['l0', 'tanh', 'target-l0'] as const) {
    for (const deadCoefficient of [0, 0.3]) {
      it(`has the loss ${jumpLoss} and its derivative, dead features weigh ${deadCoefficient}`, () => {
        const given = caseOf(jumpLoss, deadCoefficient)
        const definition = jumpReluDefinition(exampleShape, given.settings)
        const plain = (weights: Parameters<typeof jumpReluLoss>[0], x: number[][]) => jumpReluLoss(weights, x, given)
        expectDefinition(definition, plain, stepOf(given), { threshold }, estimated(jumpLoss))
      })
    }

    it(`estimates gradients by the paper's formulas with the loss ${jumpLoss}`, () => {
      const given = caseOf(jumpLoss)
      const { weights: shared, x } = example()
      const weights = { ...shared, threshold }
      const { dPre, dThreshold } = jumpReluEstimates(weights, x, given)
      const centered = x.map((row) => row.map((value, j) => value - weights.b_dec[j]))
      scoped(() => {
        const input = tf.tensor2d(x)
        const { gradients } = automaticPath(jumpReluDefinition(exampleShape, given.settings)).gradients(
          tensorsOf(weights),
          { x: input, y: input },
          stepOf(given)
        )
        expectClose(gradients.threshold.dataSync(), dThreshold)
        expectClose(gradients.b_enc.dataSync(), tf.tensor2d(dPre).sum(0).dataSync())
        expectClose(gradients.W_enc.dataSync(), tf.matMul(tf.tensor2d(dPre), tf.tensor2d(centered), true, false).dataSync())
      })
    })
  }

  it('lets estimates reach the encoder only for tanh', () => {
    expect(caseOf('tanh').settings.throughPre).toBe(true)
    expect(caseOf('l0').settings.throughPre).toBe(false)
  })

  it('counts dead features by the loss that is asked for', () => {
    const coefficient = (deadFeatures: 'none' | 'pre-activation') =>
      jumpReluSettings(smallConfig({ deadFeatures, auxCoefficient: 0.5 })).deadCoefficient
    expect(coefficient('none')).toBe(0)
    expect(coefficient('pre-activation')).toBe(0.5)
  })
})

describe('the architecture jumprelu', () => {
  const made = () => jumprelu(smallConfig({ architecture: 'jumprelu', dSae: 6, initialThreshold: 0.25 }), exampleShape)

  it('starts with one threshold for all and keeps them at 0 or above', () => {
    const { ownParameters, project } = made()
    expect([...ownParameters!.threshold.data]).toEqual([0.25, 0.25, 0.25, 0.25, 0.25, 0.25])
    scoped(() => {
      const projected = project!({ threshold: tf.tensor1d([-1, 0, 2]) })
      expect([...projected.threshold!.dataSync()]).toEqual([0, 0, 2])
    })
  })

  it('is exported with its thresholds', () => {
    const parameters = { threshold: { shape: [6], data: Float32Array.from(threshold) } }
    expect(made().exported(parameters, undefined)).toEqual({ architecture: 'jumprelu', tensors: parameters })
  })
})

function expectClose(values: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(values.length).toBe(expected.length)
  Array.from(values).forEach((value, i) => {
    expect(value, `[${i}]`).toBeCloseTo(expected[i], 4)
  })
}
