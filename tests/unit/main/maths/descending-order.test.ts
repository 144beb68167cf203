import { expect, test } from 'vitest'
import { descendingOrder } from '../../../../main/maths/descending-order'
import { createRandom } from '../../../../main/maths/random'

test.each([0, 1, 5, 64, 65, 5_000])('%i activations come in descending order, equal ones in theirs', (n) => {
  const random = createRandom(n)
  const values = Float32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1.5 : Math.exp(20 * random.normal())))
  const expected = Array.from(values.keys()).sort((a, b) => values[b] - values[a] || a - b)
  expect([...descendingOrder(values)]).toEqual(expected)
})
