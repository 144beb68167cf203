/**
 * Losses and gradients as the libraries computed them that the architectures are from; recorded with the settings by
 * bench/peers/make-fixtures/training_values.py.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { tensorsFromSafetensors } from '../../../../main/codecs/safetensors'
import { startBackend } from '../../../../main/dictionaries'
import type { Rows, StepSettings, Weights } from '../../../../main/dictionaries/architectures/architecture'
import { automaticPath } from '../../../../main/dictionaries/architectures/automatic'
import { architectureFor } from '../../../../main/dictionaries/architectures/choose'
import type { Shape } from '../../../../main/dictionaries/architectures/shape'
import { scoped, tf } from '../../../../main/dictionaries/backend/library'
import { relativeDifference, smallConfig } from './made'

const [dIn, dSae] = [6, 20]

beforeAll(async () => {
  await startBackend()
})

interface Recorded {
  x: Float32Array
  losses: Record<string, number>
  settings: Partial<RunConfig> & { dead?: number[]; exponent?: number }
  /** The library's gradients, by parameter. */
  expected: Record<string, Float32Array>
  /** Loupe's definition on the same weights and rows. */
  found: { losses: Record<string, number | undefined>; gradients: Record<string, Float32Array>; squaredError: number }
}

function computed(name: string, architecture: RunConfig['architecture'], given: Partial<RunConfig> = {}): Recorded {
  const file = new URL(`../../../fixtures/training/${name}.safetensors`, import.meta.url)
  const { tensors, metadata } = tensorsFromSafetensors(readFileSync(file))
  const { dead = [], exponent, ...fields } = JSON.parse(metadata.settings) as Recorded['settings']
  const { sparsityCoefficient = 0 } = fields
  const kind = given.kind ?? 'sae'
  const shape: Shape = { kind, dIn, dOut: dIn, dSae, streams: [dIn] }
  const config = smallConfig({ architecture, dSae, auxCoefficient: 0, ...fields, ...given })
  const names = Object.keys(tensors).filter((each) => !/^grad\.|^[xy]$/.test(each))
  const found = scoped(() => {
    const tensor = (each: string) => tf.tensor(tensors[each].data, tensors[each].shape)
    const x = tensor('x') as Rows['x']
    const rows: Rows = { x, y: tensors.y ? (tensor('y') as Rows['y']) : x }
    const weights: Weights = Object.fromEntries(names.map((each) => [each, tensor(each)]))
    const step: StepSettings = { sparsityCoefficient, dead: Int32Array.from(dead), ...(exponent ? { exponent } : {}) }
    const path = automaticPath(architectureFor(config, shape).definition)
    const { losses, gradients, squaredError } = path.gradients(weights, rows, step)
    const values = Object.entries(gradients).map(([each, gradient]) => [each, gradient.dataSync() as Float32Array])
    return { losses: { ...losses }, gradients: Object.fromEntries(values), squaredError }
  })
  const expected = Object.keys(tensors).filter((each) => each.startsWith('grad.'))
  return {
    x: tensors.x.data,
    losses: JSON.parse(metadata.losses),
    settings: fields,
    expected: Object.fromEntries(expected.map((each) => [each.slice(5), tensors[each].data])),
    found
  }
}

/** Relative, to the precision of f32 sums. */
function expectClose(found: number | undefined, expected: number): void {
  expect(found! / expected).toBeCloseTo(1, 5)
}

function expectGradients({ found, expected }: Recorded, factor = 1): void {
  for (const [name, gradient] of Object.entries(expected)) {
    const own = found.gradients[name].map((value) => value * factor)
    expect(relativeDifference(own, gradient), name).toBeLessThan(1e-5)
  }
}

describe('losses and gradients are those of', () => {
  for (const [name, architecture] of [
    ['saelens-relu-l1', 'relu-l1'],
    ['saelens-topk', 'topk'],
    ['saelens-batchtopk', 'batchtopk'],
    ['saelens-matryoshka', 'matryoshka']
  ] as const) {
    it(`SAELens: ${architecture}`, () => {
      const recorded = computed(name, architecture, architecture === 'relu-l1' ? { unitNormDecoder: false } : {})
      expectClose(recorded.found.losses.mse, recorded.losses.mse_loss)
      // The sum over prefixes or their mean: both are in use, and differ by a factor.
      const factor = recorded.losses.loss / recorded.found.losses.loss!
      expect([1, recorded.settings.prefixes?.length ?? 1]).toContain(Math.round(factor * 1e4) / 1e4)
      expectGradients(recorded, factor)
    })
  }

  for (const jumpLoss of ['l0', 'tanh'] as const) {
    it(`SAELens: jumprelu with the loss ${jumpLoss}`, () => {
      const recorded = computed(`saelens-jumprelu-${jumpLoss}`, 'jumprelu', {
        deadFeatures: 'pre-activation',
        auxCoefficient: 0.1
      })
      expectClose(recorded.found.losses.loss, recorded.losses.loss)
      expectClose(recorded.found.losses.sparsity, recorded.losses.l0_loss)
      expectClose(recorded.found.losses.aux, recorded.losses.pre_act_loss)
      expectGradients(recorded)
    })
  }

  it('dictionary_learning: jumprelu with a target, its value', () => {
    const { found, losses } = computed('dictionary-learning-jumprelu', 'jumprelu')
    expectClose(found.losses.mse, losses.l2_loss)
    expect(found.losses.sparsity!).toBeCloseTo(losses.loss - losses.l2_loss, 4)
  })

  it('dictionary_learning: relu-l1-2023', () => {
    const recorded = computed('dictionary-learning-relu-l1-2023', 'relu-l1-2023')
    expectClose(recorded.found.losses.mse, recorded.losses.mse_loss)
    expectClose(recorded.found.losses.sparsity, 0.7 * recorded.losses.sparsity_loss)
    expectGradients(recorded)
  })

  it('dictionary_learning: gated', () => {
    const recorded = computed('dictionary-learning-gated', 'gated', { unitNormDecoder: true })
    expectClose(recorded.found.losses.mse, recorded.losses.mse_loss)
    expectClose(recorded.found.losses.sparsity, 0.7 * recorded.losses.sparsity_loss)
    expectClose(recorded.found.losses.aux, recorded.losses.aux_loss)
    expectGradients(recorded)
  })

  it('dictionary_learning: p-anneal, the value of its penalty at p 0.5', () => {
    const { found, losses } = computed('dictionary-learning-p-anneal', 'p-anneal', { finalP: 0.2 })
    expectClose(found.losses.sparsity, losses.sparsity)
  })

  it('dictionary_learning: AuxK, times α and the mean squared norm of our inputs', () => {
    const { found, losses } = computed('dictionary-learning-auxk', 'topk', { auxCoefficient: 1 / 32 })
    expectClose(found.losses.aux, (losses.aux * dIn) / 32)
  })

  it('sparsify: a skip transcoder, whose loss is FVU', () => {
    const recorded = computed('sparsify-skip-transcoder', 'topk', { kind: 'skip-transcoder' })
    // Ours is the squared error per row: the same up to the variance of the targets.
    const factor = recorded.losses.fvu / recorded.found.losses.mse!
    expect(factor).toBeGreaterThan(0)
    expectGradients(recorded, factor)
  })
})
