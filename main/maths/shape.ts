/** Shapes of arrays. */

/** Numbers in an array of this shape; 1 for a number by itself. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}
