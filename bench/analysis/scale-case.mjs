/**
 * The cases `scale` and `wide` of bench/analysis.mjs: synthetic rows, a dictionary that was hardly trained (its random features fire
 * as often as learned ones), Loupe's analysis beside the products of its encoder alone, and its memory.
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../../scripts/setup/places.mjs'
import { peerPython } from '../peers/environment.mjs'
import { bundled } from '../report/bundle.mjs'
import { answerOf, option } from '../report/call.mjs'
import { table } from '../report/section.mjs'

const dIn = Number(option('inputs', 768))
const k = 32
/** `time`: most of the total by the time of the products. `memoryMB`: most of the largest process. */
const cases = {
  scale: { dSae: 12_288, time: 1.5, memoryMB: 4096 },
  wide: { dSae: 131_072, memoryMB: 4096 }
}

export async function scaleCase({ name, work, machine, loupe, dictionaryOf }) {
  const { dSae, ...wanted } = cases[name]
  const count = Number(option('rows', 1_000_000))
  const rows = join(work, 'rows.npy')
  const project = join(work, 'Scale.loupe')
  execFileSync(peerPython() ?? 'python3', [resolve(import.meta.dirname, 'synthetic_rows.py'), String(count), String(dIn), rows])
  // The training is of no interest here, nor is its validation.
  await loupe('new', project, '--activations', rows, '--split-every', '1000')
  const size = ['--features', String(dSae), '--k', String(k), '--batch', '64', '--steps', '2', '--no-analyze']
  await loupe('train', project, '--arch', 'topk', ...size, '--name', 'run')
  const { answer, seconds, peakMB } = await loupe('analyze', project, '--run', 'run')
  const products = wanted.time === undefined ? undefined : await secondsOfProducts(rows, dictionaryOf(project, answer.run))
  const result = {
    features: dSae,
    inputs: dIn,
    rows: answer.rows,
    seconds: Number(seconds.toFixed(1)),
    seconds_of_products: products === undefined ? null : Number(products.toFixed(1)),
    ratio_to_products: products === undefined ? null : Number((seconds / products).toFixed(2)),
    wanted_ratio: wanted.time ?? null,
    peak_mb: Math.round(peakMB),
    wanted_mb: wanted.memoryMB
  }
  return { figures: { results: [result], versions: {} }, section: section(name, count, result, machine) }
}

async function secondsOfProducts(rows, dictionary) {
  const program = await bundled(resolve(import.meta.dirname, 'products.ts'))
  const request = JSON.stringify({ rows, dictionary, batch: 2048 })
  // As the engine starts a job (main/dictionaries/backend/environment.ts).
  return answerOf(runtimeNode(), [program, request], { ONEDNN_DEFAULT_FPMATH_MODE: 'STRICT' }).seconds
}

function section(name, count, one, machine) {
  const products = [one.seconds_of_products, one.ratio_to_products, one.wanted_ratio].map((cell) => cell ?? '–')
  const cells = [one.seconds, ...products, one.peak_mb, one.wanted_mb]
  return [
    `## Analysis at scale, ${one.features.toLocaleString('en')} features`,
    machine,
    `\`npm run bench:analysis -- --case ${name} --rows ${count} --inputs ${dIn} --write\`: ${one.rows.toLocaleString('en')} synthetic rows of ${dIn} numbers (f16), TopK with k ${k}; the command \`analyze\` from start to end, once${one.seconds_of_products === null ? '' : ', beside the matrix products of its encoder alone'}.`,
    table(['seconds', 'products alone', 'ratio', 'wanted', 'peak MB', 'wanted'], [cells])
  ].join('\n\n')
}
