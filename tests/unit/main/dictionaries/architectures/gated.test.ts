import { beforeAll, describe, expect, it } from 'vitest'
import { gated, gatedDefinition } from '../../../../../main/dictionaries/architectures/gated'
import { initialParameters } from '../../../../../main/dictionaries/architectures/initial'
import { startBackend } from '../../../../../main/dictionaries/backend/start'
import { smallConfig } from '../made'
import { saeShape, shapesOfAllKinds } from '../paths'
import { column, dot, type PlainWeights, sum } from '../reference'
import { example, exampleShape, expectDefinition } from './definitions'

beforeAll(async () => {
  await startBackend()
})

type GatedWeights = Omit<PlainWeights, 'b_enc'> & Record<'b_gate' | 'b_mag' | 'r_mag', number[]>

const own = {
  b_gate: [0.2, -0.1, 0.4, 0, -0.3, 0.1],
  b_mag: [0.3, 0.1, -0.2, 0.5, 0, 0.2],
  r_mag: [0.1, -0.4, 0.3, 0, 0.2, -0.1]
}

/** `frozen`: the decoder of the gate's own reconstruction. */
function gatedLoss(weights: GatedWeights, x: number[][], lambda: number, weighsByNorm: boolean, frozen: PlainWeights): number {
  const losses = x.map((row) => {
    const u = weights.W_enc.map((encoder) =>
      dot(
        encoder,
        row.map((value, i) => value - weights.b_dec[i])
      )
    )
    const gate = u.map((value, i) => Math.max(0, value + weights.b_gate[i]))
    const f = u.map((value, i) => (gate[i] > 0 ? Math.max(0, value * Math.exp(weights.r_mag[i]) + weights.b_mag[i]) : 0))
    const error = ({ W_dec, b_dec }: { W_dec: number[][]; b_dec: number[] }, features: number[]) =>
      sum(row.map((value, i) => (value - b_dec[i] - dot(features, column(W_dec, i))) ** 2))
    const norms = weights.W_dec.map((decoder) => (weighsByNorm ? Math.hypot(...decoder) : 1))
    return error(weights, f) + lambda * dot(gate, norms) + error(frozen, gate)
  })
  return sum(losses) / x.length
}

describe('Gated', () => {
  for (const weighsByNorm of [true, false]) {
    for (const lambda of [0, 0.8]) {
      it(`has the paper's loss and its derivative, λ ${lambda}, penalty ${weighsByNorm ? 'with' : 'without'} norms`, () => {
        const frozen = example().weights
        expectDefinition(
          gatedDefinition(exampleShape, { weighsByNorm }),
          (weights, x) => gatedLoss(weights as unknown as GatedWeights, x, lambda, weighsByNorm, frozen),
          { sparsityCoefficient: lambda, dead: new Int32Array(0) },
          { ...own, b_enc: undefined }
        )
      })
    }
  }
})

describe('the architecture gated', () => {
  const made = (unitNormDecoder: boolean) => gated(smallConfig({ unitNormDecoder, dSae: 70 }), saeShape(18, 70))

  it('weighs the penalty by norms only where they can change, and starts with the norm that fits', () => {
    expect(made(true).decoderNorm).toBe(1)
    expect(made(false).decoderNorm).toBe(0.1)
  })

  for (const shape of shapesOfAllKinds(18, 70)) {
    it(`starts with two biases in place of b_enc: ${shape.kind}`, () => {
      const mean = new Float32Array(18).fill(0.5)
      const start = { seed: 1, tied: true, mean, targetMean: mean.slice(0, shape.dOut) }
      const { b_enc, b_gate, b_mag, r_mag } = initialParameters(made(true), shape, start)
      expect(b_enc).toBeUndefined()
      expect(b_gate).toEqual(b_mag)
      expect(b_gate.data).not.toBe(b_mag.data)
      expect(b_gate.data.every((value) => value === 0)).toBe(shape.kind === 'sae')
      expect(r_mag).toEqual({ shape: [70], data: new Float32Array(70) })
    })
  }
})
