/**
 * The encoders' products of several dictionaries over one batch, one after the other and as a single product with the encoders in
 * one matrix, with and without its parts being taken out of it as each dictionary needs them:
 *
 *   node products.mjs '{"dIn": 576, "dSae": 4608, "rows": 1024, "dictionaries": 3, "rounds": 60}'
 *
 * prints {"separate_ms", "joined_ms", "parted_ms", "gain", "gain_parted"}: the fastest of the rounds in turn, and their ratios: what
 * else the machine does only ever makes a round slower.
 */
import { fastProduct } from '../../main/dictionaries/backend/bf16'
import { type Tensor2D, tf } from '../../main/dictionaries/backend/library'
import { startBackend } from '../../main/dictionaries/backend/start'

interface Request {
  dIn: number
  dSae: number
  rows: number
  dictionaries: number
  rounds: number
}

/** A round takes about this long, so that short products are not timed one by one. */
const leastMs = 30

const { dIn, dSae, rows, dictionaries, rounds } = JSON.parse(process.argv[2]) as Request
await startBackend()
const x: Tensor2D = tf.randomNormal([rows, dIn], 0, 1, 'float32', 1)
const encoders = Array.from({ length: dictionaries }, (_, i): Tensor2D => tf.randomNormal([dSae, dIn], 0, 1, 'float32', 2 + i))
const joined = tf.concat2d(encoders, 0)

const ways = {
  separate: () => tf.dispose(encoders.map((encoder) => fastProduct(x, encoder, false, true))),
  joined: () => fastProduct(x, joined, false, true).dispose(),
  parted: () => {
    const product = fastProduct(x, joined, false, true)
    tf.dispose([product, ...encoders.map((_, i) => product.slice([0, i * dSae], [rows, dSae]))])
  }
}
const repeats = Math.max(1, Math.ceil(leastMs / msOf(ways.separate, 3)))
const least = { separate: Number.POSITIVE_INFINITY, joined: Number.POSITIVE_INFINITY, parted: Number.POSITIVE_INFINITY }
for (let round = 0; round < rounds; round++)
  for (const way of ['separate', 'joined', 'parted'] as const) least[way] = Math.min(least[way], msOf(ways[way], repeats))
console.log(
  JSON.stringify({
    separate_ms: least.separate,
    joined_ms: least.joined,
    parted_ms: least.parted,
    gain: least.separate / least.joined,
    gain_parted: least.separate / least.parted
  })
)

/** Of one call, over `count` of them. */
function msOf(run: () => void, count: number): number {
  run()
  const from = performance.now()
  for (let i = 0; i < count; i++) run()
  return (performance.now() - from) / count
}
