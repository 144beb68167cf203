/**
 * The encoder's products alone, over all rows of a file, with the library and the batches of Loupe's own pass:
 *
 *   node products.mjs '{"rows": "rows.npy", "dictionary": "dictionary.safetensors", "batch": 2048}'
 *
 * prints {"seconds", "rows"}: of the products only, not of reading, loading, or of anything that is done with them.
 */
import { readFileSync } from 'node:fs'
import { openActivations } from '../../main/datasets/activations'
import { dictionaryFromSafetensors, startBackend } from '../../main/dictionaries'
import { type Tensor2D, tf } from '../../main/dictionaries/backend/library'

const request = JSON.parse(process.argv[2]) as { rows: string; dictionary: string; batch: number }
await startBackend()
const { tensors, dIn, dSae } = dictionaryFromSafetensors(readFileSync(request.dictionary))
const encoder = tf.tensor2d(tensors.W_enc.data, [dIn, dSae])
/** As many rows at once as Loupe's encoder takes (main/dictionaries/encoder.ts). */
const together = Math.min(request.batch, Math.max(1, Math.floor((16 * 1024 * 1024) / dSae)))
const reader = await openActivations({ path: request.rows })
let milliseconds = 0
product(tf.tensor2d(await reader.read(0, Math.min(together, reader.rows)), [Math.min(together, reader.rows), dIn]))
for (let from = 0; from < reader.rows; from += together) {
  const count = Math.min(together, reader.rows - from)
  const x: Tensor2D = tf.tensor2d(await reader.read(from, count), [count, dIn])
  const before = performance.now()
  product(x)
  milliseconds += performance.now() - before
}
console.log(JSON.stringify({ seconds: milliseconds / 1000, rows: reader.rows }))
process.exit(0)

function product(x: Tensor2D): void {
  tf.matMul(x, encoder).dispose()
  x.dispose()
}
