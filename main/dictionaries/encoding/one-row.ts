/** What fires on one raw row, from a dictionary that is read in parts: no tensor library, the formulas of dictionary.ts in float64. */
import type { Dictionary } from '../dictionary'
import { normedRow } from '../normalization/one-row'
import type { DictionaryFile } from '../weights/dictionary-file'

/** [dSae] activations; `raw` [dIn]. Of equal greatest ones of a TopK those with the lower ids are kept. */
export async function encodedRow(file: DictionaryFile, raw: ArrayLike<number>): Promise<Float32Array> {
  const { inputNorm, applyBDecToInput, dSae } = file.about
  const { seen } = normedRow(inputNorm, raw)
  const bias = applyBDecToInput ? await file.tensor('b_dec') : undefined
  const product = new Float64Array(dSae)
  for await (const { first, count, rows } of file.blocks('W_enc')) {
    for (let i = 0; i < count; i += 1) {
      const input = seen[first + i] - (bias?.[first + i] ?? 0)
      for (let j = 0; j < dSae; j += 1) product[j] += input * rows[i * dSae + j]
    }
  }
  return Float32Array.from(await activations(file, product))
}

async function activations(file: DictionaryFile, product: Float64Array): Promise<Float64Array> {
  const { architecture, k = product.length } = file.about
  if (architecture === 'gated') return gated(file, product)
  const bias = await file.tensor('b_enc')
  const pre = product.map((value, j) => value + bias[j])
  if (architecture === 'topk') return onlyLargest(pre, k)
  const threshold = architecture === 'jumprelu' ? await file.tensor('threshold') : undefined
  return pre.map((value, j) => (value > 0 && value > (threshold?.[j] ?? 0) ? value : 0))
}

async function gated(file: DictionaryFile, product: Float64Array): Promise<Float64Array> {
  const [gate, scale, bias] = await Promise.all([file.tensor('b_gate'), file.tensor('r_mag'), file.tensor('b_mag')])
  return product.map((value, j) => (value + gate[j] > 0 ? Math.max(0, value * Math.exp(scale[j]) + bias[j]) : 0))
}

function onlyLargest(pre: Float64Array, k: NonNullable<Dictionary['k']>): Float64Array {
  const order = Uint32Array.from(pre, (_, j) => j).sort((a, b) => pre[b] - pre[a] || a - b)
  const kept = new Float64Array(pre.length)
  for (const j of order.subarray(0, k)) if (pre[j] > 0) kept[j] = pre[j]
  return kept
}
