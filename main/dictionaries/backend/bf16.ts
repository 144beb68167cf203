/**
 * Products in bf16, where this process computes at precision `fast` (environment.ts) and the processor gains by it.
 * oneDNN turns f32 products into bf16 ones by itself, but on matrix units alone (Intel AMX). Processors that only have dot products
 * of bf16 (AVX512_BF16: AMD since Zen 4, Intel Cooper Lake) gain where the operands are bf16 themselves; sums are f32 even so.
 * Measured on 2 cores of such an AMD EPYC, wall ms, casts included: 2,048 × 768 × 12,288: 187 → 97; 1,024 × 576 × 4,608: 27 → 14.
 */
import { withHandles } from './handles'
import type { Tensor, Tensor2D } from './library'
import { isNative, scoped, tf } from './library'
import { attribute, type RawInput, runRaw, runTensor } from './native'

export type NumberType = 'float' | 'bfloat16'

/** Bf16 has to be this much faster to be used. */
const leastGain = 1.25

let measured: boolean | undefined

/** Whether products are computed in bf16 here; measured on the first call, a matter of milliseconds. */
export function usesBf16(): boolean {
  if (!isNative() || process.env.ONEDNN_DEFAULT_FPMATH_MODE !== 'BF16') return false
  measured ??= gains()
  return measured
}

/** a × b, or with one of them transposed; in bf16 where that is used, rounded to it and then f32 again. No gradients go through. */
export function fastProduct(a: Tensor2D, b: Tensor2D, transposesA = false, transposesB = false): Tensor2D {
  return usesBf16() ? bf16Product(a, b, transposesA, transposesB) : tf.matMul(a, b, transposesA, transposesB)
}

/** a × bᵀ, [rows, m] × [columns, m] → [rows, columns] */
export function transposedProduct(a: Tensor2D, b: Tensor2D): Tensor2D {
  return fastProduct(a, b, false, true)
}

/** Lends tensors rounded to bf16 to `use`, as bare handles. */
export function withBf16<T>(tensors: Tensor[], use: (handles: number[]) => T): T {
  return withHandles((own) => use(tensors.map((tensor) => own(castHandle(tensor, 'float', 'bfloat16')))))
}

/** A bare handle. */
export function castHandle(values: RawInput, from: NumberType, to: NumberType): number {
  return runRaw('Cast', castAttributes(from, to), [values], 1)[0]
}

function castAttributes(from: NumberType, to: NumberType) {
  return [attribute[from]('SrcT'), attribute[to]('DstT'), attribute.bool('Truncate', false)]
}

function bf16Product(a: Tensor2D, b: Tensor2D, transposesA = false, transposesB = true): Tensor2D {
  const attributes = [attribute.bfloat16('T'), attribute.bool('adj_x', transposesA), attribute.bool('adj_y', transposesB)]
  return withHandles((own) => {
    const both = [a, b].map((each) => own(castHandle(each, 'float', 'bfloat16')))
    const product = own(runRaw('BatchMatMulV2', attributes, both, 1)[0])
    return runTensor('Cast', castAttributes('bfloat16', 'float'), [product])
  })
}

/** By a product of the kind and a small part of the size that it is used for. */
function gains(): boolean {
  return scoped(() => {
    const a: Tensor2D = tf.ones([256, 768])
    const b: Tensor2D = tf.ones([1024, 768])
    const f32 = leastWork(() => tf.matMul(a, b, false, true).dispose())
    return leastWork(() => bf16Product(a, b).dispose(), f32) * leastGain < f32
  })
}

/**
 * Processor time of one run in µs, the least of some: unlike time on the clock it is the same beside other programs, and a
 * resumed run has to decide as it did before. Of one run where that is hopelessly more than `other`, as without any bf16.
 */
function leastWork(run: () => void, other = Number.POSITIVE_INFINITY): number {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 8; round += 1) {
    const from = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, user + system)
    if (least > 50 * other) return least
  }
  return least
}
