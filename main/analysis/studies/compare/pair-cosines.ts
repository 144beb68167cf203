/** How alike the decoder rows of features are that were matched by something else. */
import type { Directions } from '../../../dictionaries/index'

/** [features of A] cosine with the partner's direction; NaN without a partner or where a norm is 0. Directions are equally wide. */
export function pairCosines(a: Directions, b: Directions, partnerOf: Int32Array): Float32Array {
  return Float32Array.from(partnerOf, (partner, feature) => (partner < 0 ? Number.NaN : cosine(a, feature, b, partner)))
}

function cosine(a: Directions, i: number, b: Directions, j: number): number {
  let [product, ofA, ofB] = [0, 0, 0]
  for (let at = 0; at < a.width; at += 1) {
    const [x, y] = [a.data[i * a.width + at], b.data[j * b.width + at]]
    product += x * y
    ofA += x * x
    ofB += y * y
  }
  return product / Math.sqrt(ofA * ofB)
}
