/** At precision `exact`, products are f32 on every processor. */
import { expect, it } from 'vitest'
import { transposedProduct, usesBf16 } from '../../../../../main/dictionaries/backend/bf16'
import { environmentFor } from '../../../../../main/dictionaries/backend/environment'
import { scoped, tf } from '../../../../../main/dictionaries/backend/library'
import { startBackend } from '../../../../../main/dictionaries/backend/start'

it('keeps products exact where the process was not started for the fast precision', async () => {
  Object.assign(process.env, environmentFor({ precision: 'exact' }))
  await startBackend()
  expect(usesBf16()).toBe(false)
  scoped(() => {
    const found = transposedProduct(tf.tensor2d([1.001], [1, 1]), tf.tensor2d([3], [1, 1])).dataSync()[0]
    expect(found).toBeCloseTo(3.003, 5)
  })
})
