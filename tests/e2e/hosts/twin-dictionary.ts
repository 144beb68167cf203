/** A dictionary whose relations are known: twins that point the same way, and features that can not fire, each for its reason. */
import { writeFileSync } from 'node:fs'
import { npy, npz, values } from './small-data'

/** Features 2i and 2i + 1 of these are twins. */
export const twins = 16
/** Its offset lets it fire on no row. */
export const offsetDead = 16
/** Its encoder column is next to nothing. */
export const weakDead = 17
const features = 18

/** A ReLU autoencoder of `width` dimensions; its tensors are mapped by name. */
export function writeTwins(path: string, width: number): string {
  const directions = Array.from({ length: features }, (_, feature) => direction(feature, width))
  const encoder = new Float32Array(width * features)
  for (const [feature, numbers] of directions.entries())
    for (let at = 0; at < width; at++) encoder[at * features + feature] = numbers[at] * (feature === weakDead ? 1e-6 : 1)
  const decoder = Float32Array.from(directions.flatMap((numbers) => [...numbers]))
  const offsets = new Float32Array(features)
  offsets[offsetDead] = -1e6
  offsets[weakDead] = -1
  const arrays = {
    up: npy(encoder, [width, features]),
    down: npy(decoder, [features, width]),
    offset: npy(offsets, [features]),
    middle: npy(new Float32Array(width), [width])
  }
  writeFileSync(path, npz(arrays))
  return path
}

export const twinMapping = ['W_enc=up', 'W_dec=down', 'b_enc=offset', 'b_dec=middle'].flatMap((pair) => ['--map', pair])

/** A unit vector; that of a twin is the one before it, a little turned. */
function direction(feature: number, width: number): Float32Array {
  const isTwin = feature < twins && feature % 2 === 1
  const own = values(1, feature + 1, width)
  if (!isTwin) return unit(own)
  const before = direction(feature - 1, width)
  const turned = unit(own)
  return unit(before.map((number, at) => number + 0.1 * turned[at]))
}

function unit(numbers: Float32Array): Float32Array {
  const norm = Math.hypot(...numbers)
  return numbers.map((number) => number / norm)
}
