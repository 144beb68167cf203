/**
 * JumpReLU and the step function with the straight-through estimators of S. Rajamanoharan et al., 2024 (arXiv 2407.14435),
 * section 4, equations 11 and 12: thresholds get gradients from a window of width ε around them.
 *
 *   f = pre · 1[pre > θ]    ∂f/∂pre = 1[pre > θ]    ∂f/∂θ = −(θ/ε) · 1[|pre − θ| < ε/2]
 *   s = 1[pre > θ]          ∂s/∂pre = 0             ∂s/∂θ = −(1/ε) · 1[|pre − θ| < ε/2]
 *
 * With `throughPre` the estimates also reach pre, with the opposite sign, and so the encoder (SAELens jumprelu_ste_to_input).
 */
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { tf } from '../backend/library'

export interface Estimator {
  /** ε */
  bandwidth: number
  throughPre: boolean
}

/** f, [rows, dSae] */
export function jumpRelu(pre: Tensor2D, threshold: Tensor1D, estimator: Estimator): Tensor2D {
  return estimated(pre, threshold, estimator, {
    value: (x, theta) => x.mul(isAbove(x, theta)),
    slope: (dy, x, theta) => dy.mul(isAbove(x, theta)),
    height: (theta) => theta
  })
}

/** s, [rows, dSae] */
export function stepAbove(pre: Tensor2D, threshold: Tensor1D, estimator: Estimator): Tensor2D {
  return estimated(pre, threshold, estimator, {
    value: (x, theta) => isAbove(x, theta),
    slope: (dy) => tf.zerosLike(dy),
    height: (theta) => tf.onesLike(theta)
  })
}

/** 1[pre > θ] */
export function isAbove(pre: Tensor, threshold: Tensor): Tensor {
  return pre.greater(threshold).cast('float32')
}

/** 1[|pre − θ| < ε/2] */
export function isInWindow(pre: Tensor, threshold: Tensor, bandwidth: number): Tensor {
  return tf.tidy(() =>
    pre
      .sub(threshold)
      .abs()
      .less(bandwidth / 2)
      .cast('float32')
  )
}

interface Jump {
  value(pre: Tensor, threshold: Tensor): Tensor
  /** The derivative by pre, times dy, without an estimate. */
  slope(dy: Tensor, pre: Tensor, threshold: Tensor): Tensor
  /** How high it jumps at the threshold. */
  height(threshold: Tensor): Tensor
}

function estimated(pre: Tensor2D, threshold: Tensor1D, { bandwidth, throughPre }: Estimator, jump: Jump): Tensor2D {
  const operation = tf.customGrad((x, theta, save) => {
    const keep = save as (tensors: Tensor[]) => void
    keep([x as Tensor, theta as Tensor])
    return {
      value: jump.value(x as Tensor, theta as Tensor),
      gradFunc: (dy: Tensor, [x, theta]: Tensor[]) => {
        const estimate = dy
          .mul(isInWindow(x, theta, bandwidth))
          .mul(jump.height(theta))
          .div(bandwidth)
        const slope = jump.slope(dy, x, theta)
        return [throughPre ? slope.add(estimate) : slope, estimate.sum(0).neg()]
      }
    }
  })
  return operation(pre, threshold) as Tensor2D
}
