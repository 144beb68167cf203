/**
 * Where a step computes with activations and their gradients: at some entries of [rows, dSae] (backend/entries.ts), or at all of
 * them. A formula written once for numbers "on a support" is then both the sparse and the dense way to compute it.
 */
import { fastProduct, transposedProduct } from '../backend/bf16'
import { type Entries, withEntries } from '../backend/entries'
import { placesAbove } from '../backend/entries-find'
import { entryUsage } from '../backend/entries-usage'
import type { Tensor, Tensor1D, Tensor2D } from '../backend/library'
import { isNative } from '../backend/library'
import type { Places } from '../backend/places'
import { columnSums } from '../backend/rows'
import type { Usage } from './architecture'
import { denseUsage } from './automatic'

/** Numbers on the support are [entries] or [rows, dSae]. */
export interface Support {
  /** Those of a matrix [rows, dSae]. */
  valuesOf(matrix: Tensor2D): Tensor
  /** One number per feature [dSae] in a shape that combines with numbers on the support. */
  ofFeatures(perFeature: Tensor1D): Tensor
  /** values · dense [dSae, m] → [rows, m] */
  times(values: Tensor, dense: Tensor2D): Tensor2D
  /** valuesᵀ · dense [rows, m] → [dSae, m] */
  transposedTimes(values: Tensor, dense: Tensor2D): Tensor2D
  /** left [rows, m] · rightᵀ, right [dSae, m], on the support. */
  products(left: Tensor2D, right: Tensor2D): Tensor
  /** Σ over rows, [dSae] */
  sums(values: Tensor): Tensor1D
  /** Of activations ≥ 0. */
  usage(values: Tensor): Usage
  /** Lends the part of the support where `mask` is above 0; the support itself where that would be no gain. */
  narrowed<T>(mask: Tensor, use: (support: Support) => T): T
}

/**
 * Share of entries up to which they are treated alone. Measured, ms of processor time per step of JumpReLU on entries and on all:
 * 2,048 × 12,288: 562 and 2,350 at 0.3 %, 1,240 and 2,350 at 3 %, 1,760 and 2,340 at 8 %; 1,024 × 4,608: 139 and 360 at 0.7 %,
 * 285 and 347 at 6 %, 359 and 345 at 13 %. Part of the work on entries has one thread, so 8 % is about where they meet.
 */
const largestShare = 0.08

/** Whether entries should be treated alone. `share` of them, 0–1; what is left to do with some may make them count for less. */
export function isFew(share: number): boolean {
  return isNative() && share <= largestShare
}

/** Lends the entries of `product` [rows, dSae] that are above `above` [dSae]; native backend. */
export function onEntries<T>(product: Tensor2D, above: Tensor1D, use: (support: Support) => T): T {
  return onPlaces(placesAbove(product, above), product.shape, use)
}

function onPlaces<T>(places: Places, shape: [number, number], use: (support: Support) => T): T {
  return withEntries(places, shape, (entries) => use(supportOf(entries, shape)))
}

function supportOf(entries: Entries, shape: [number, number]): Support {
  const support: Support = {
    valuesOf: (matrix) => entries.valuesOf(matrix),
    ofFeatures: (perFeature) => entries.ofColumns(perFeature),
    times: (values, dense) => entries.times(values as Tensor1D, dense),
    transposedTimes: (values, dense) => entries.transposedTimes(values as Tensor1D, dense),
    products: (left, right) => entries.products(left, right),
    sums: (values) => entries.columnSums(values as Tensor1D),
    usage: (values) => entryUsage(entries, values as Tensor1D, shape[1]),
    narrowed: (mask, use) => {
      const places = placesKept(entries, mask)
      const left = entries.count - places.rows.length
      return left < 2 * shape[1] ? use(support) : onPlaces(places, shape, use)
    }
  }
  return support
}

function placesKept({ rows, columns }: Entries, mask: Tensor): Places {
  const isKept = mask.dataSync()
  const kept = (_: number, i: number): boolean => isKept[i] > 0
  return { rows: rows.filter(kept), columns: columns.filter(kept) }
}

/** All entries, by dense operations of any backend. */
export const everywhere: Support = {
  valuesOf: (matrix) => matrix,
  ofFeatures: (perFeature) => perFeature,
  times: (values, dense) => fastProduct(values as Tensor2D, dense),
  transposedTimes: (values, dense) => fastProduct(values as Tensor2D, dense, true),
  products: (left, right) => transposedProduct(left, right),
  sums: (values) => columnSums(values as Tensor2D),
  usage: (values) => denseUsage(values as Tensor2D),
  narrowed: (_mask, use) => use(everywhere)
}
