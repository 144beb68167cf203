/**
 * Whether several dictionaries on one stream of batches (`loupe sweep --share`) would gain by a common product with their encoders:
 * separate products against one with the encoders in a single matrix. Decision 0013 is about these figures.
 *
 *   npm run bench:products [-- --json] [-- --write] [-- --rounds 60]
 */
import { resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const rounds = Number(option('rounds', 60))
const [dIn, rows] = [576, 1024]
const sizes = [512, 2048, 4608]
const counts = [2, 3, 4]
const precisions = { exact: 'STRICT', fast: 'BF16' }

const machine = machineLine()
const program = await bundled(resolve(import.meta.dirname, 'training/products.ts'))
const results = Object.entries(precisions).flatMap(([precision, mode]) =>
  sizes.flatMap((dSae) => counts.map((dictionaries) => measured(precision, mode, dSae, dictionaries)))
)
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, dIn, rows, rounds, results, versions: ownVersions() }))
else console.table(results)
if (process.argv.includes('--write')) writeSection('products', section())

function measured(precision, mode, dSae, dictionaries) {
  const request = JSON.stringify({ dIn, dSae, rows, dictionaries, rounds })
  const figures = answerOf(runtimeNode(), [program, request], { ONEDNN_DEFAULT_FPMATH_MODE: mode })
  return { precision, d_sae: dSae, dictionaries, ...figures }
}

function section() {
  const cells = results.map((one) => [
    one.precision,
    one.d_sae.toLocaleString('en'),
    one.dictionaries,
    one.separate_ms.toFixed(2),
    one.joined_ms.toFixed(2),
    one.parted_ms.toFixed(2),
    one.gain.toFixed(2),
    one.gain_parted.toFixed(2)
  ])
  return [
    '## Encoder products of several dictionaries on one batch',
    machine,
    `\`npm run bench:products -- --write\`: ${rows.toLocaleString('en')} rows of ${dIn} inputs; milliseconds for all dictionaries, the fastest of ${rounds} rounds in turn. Separate: a product for each. Joined: one product with all encoders in one matrix. Parted: that, and each dictionary's part copied out of it, as its own step needs it.`,
    table(
      [
        'precision',
        'features',
        'dictionaries',
        'separate ms',
        'joined ms',
        'parted ms',
        'separate ÷ joined',
        'separate ÷ parted'
      ],
      cells
    )
  ].join('\n\n')
}
