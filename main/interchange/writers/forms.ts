/** The same computation in another form, for formats that know fewer: b_dec in the encoder's bias, a gate as a threshold. */
import { shiftedBias } from '../tensors/folds'
import type { Part } from '../tensors/part'
import { partOf, scaledColumns, turned, whole } from '../tensors/part'
import type { Stored } from './writer'

export interface Form {
  stored: Stored
  changes: string[]
}

/** Subtracting b_dec from the input or not, as the format does; the encoder's biases make up for it. */
export async function withBDec(stored: Stored, subtracts: boolean): Promise<Form> {
  const { about, parts } = stored
  if (about.applyBDecToInput === subtracts) return { stored, changes: [] }
  const own = about.architecture === 'gated' ? await gatedBiases(parts, subtracts) : await oneBias(parts, subtracts)
  const change = subtracts
    ? 'The format subtracts b_dec from the input: the encoder’s bias makes up for it.'
    : 'The format does not subtract b_dec from the input: it is folded into the encoder’s bias.'
  return {
    stored: { ...stored, about: { ...about, applyBDecToInput: subtracts }, parts: { ...parts, ...own } },
    changes: [change]
  }
}

async function oneBias({ b_enc, b_dec, W_enc }: Record<string, Part>, subtracts: boolean): Promise<Record<string, Part>> {
  return { b_enc: await shiftedBias(b_enc, b_dec, W_enc, subtracts ? 1 : -1) }
}

/** u = x W moves by b_dec · W: the gate's bias by as much, that of the magnitude by e^r times it. */
async function gatedBiases(
  { b_gate, b_mag, r_mag, b_dec, W_enc }: Record<string, Part>,
  subtracts: boolean
): Promise<Record<string, Part>> {
  const sign = subtracts ? 1 : -1
  const { data: rates } = await whole(r_mag)
  return {
    b_gate: await shiftedBias(b_gate, b_dec, W_enc, sign),
    b_mag: await shiftedBias(b_mag, b_dec, scaledColumns(W_enc, rates.map(Math.exp)), sign)
  }
}

/**
 * As JumpReLU: ReLU has the threshold 0; a gate u + b_gate > 0 is a threshold on the magnitude u e^r + b_mag, at
 * b_mag − b_gate e^r. TopK is none.
 */
export async function asJumpRelu(stored: Stored): Promise<Form> {
  const { about, parts } = stored
  const jumping = { ...about, architecture: 'jumprelu' as const }
  if (about.architecture === 'standard') {
    const threshold = partOf({ shape: [about.dSae], data: new Float32Array(about.dSae) })
    return {
      stored: { ...stored, about: jumping, parts: { ...parts, threshold } },
      changes: ['ReLU is written as JumpReLU with the threshold 0.']
    }
  }
  if (about.architecture !== 'gated') return { stored, changes: [] }
  const [gate, magnitude, rates] = await Promise.all(['b_gate', 'b_mag', 'r_mag'].map((name) => whole(parts[name])))
  const factors = Float64Array.from(rates.data, Math.exp)
  const threshold = magnitude.data.map((bias, j) => bias - gate.data[j] * factors[j])
  const { b_gate: _gate, b_mag: _magnitude, r_mag: _rates, ...rest } = parts
  const own = {
    W_enc: scaledColumns(parts.W_enc, factors),
    b_enc: partOf(magnitude),
    threshold: partOf({ shape: [about.dSae], data: threshold })
  }
  return {
    stored: { ...stored, about: jumping, parts: { ...rest, ...own } },
    changes: ['The gate is written as a threshold of JumpReLU.']
  }
}

/** A matrix as torch's layers keep it, [out, in]. */
export function turnedPart(part: Part): Part {
  return part.turned?.() ?? turned(part)
}

/** One number. */
export function scalar(value: number): Part {
  return partOf({ shape: [], data: new Float32Array([value]) })
}
