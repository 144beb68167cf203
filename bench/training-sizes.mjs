/**
 * How the cost of a TopK training grows with the number of features and with k: rows per second, and peak memory of a process
 * that trains and writes its checkpoint, beside its bound (weights × 4 + batch × d_sae × 2) × 4 bytes + 1 GB.
 *
 *   npm run bench:training-sizes [-- --json] [-- --write] [-- --seconds 5] [-- --features 2048,8192] [-- --k 8,32]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const [dIn, batch, rows] = [768, 1024, 8192]
const seconds = Number(option('seconds', 5))
const numbers = (name, fallback) => option(name, fallback).split(',').map(Number)
const widths = numbers('features', '2048,8192,32768,131072')
const ks = numbers('k', '8,32,128,256')

const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const program = await bundled(resolve(import.meta.dirname, 'training/loupe-training.ts'))
  const planted = await bundled(resolve(import.meta.dirname, 'training/planted.ts'))
  const truth = { features: 4 * dIn, dIn, active: 24, seed: 0 }
  execFileSync(runtimeNode(), [planted, 'make', JSON.stringify(truth), String(rows), '16', work])
  const results = widths.flatMap((dSae) => ks.map((k) => measured(dSae, k, program)))
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ machine, dIn, batch, seconds, results, versions: ownVersions() }))
  else console.table(results)
  if (process.argv.includes('--write')) writeSection('training-sizes', section(results))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function measured(dSae, k, program) {
  const config = { dSae, k, batchRows: batch }
  const ask = (request) =>
    answerOf(runtimeNode(), [program, JSON.stringify({ arch: 'topk', train: join(work, 'train.npy'), ...request })])
  const speed = ask({ mode: 'speed', seconds, config: { ...config, steps: 10_000 } })
  const checkpoints = join(work, 'checkpoints')
  const whole = ask({ mode: 'train', config: { ...config, steps: 4 }, checkpoints })
  rmSync(checkpoints, { recursive: true, force: true })
  const weights = 2 * dIn * dSae
  const boundBytes = (weights * 4 + batch * dSae * 2) * 4 + 1e9
  return {
    d_sae: dSae,
    k,
    rows_per_second: Math.round(speed.rows_per_second),
    ms_per_step: Number(speed.ms_per_step.toFixed(1)),
    peak_mb: Math.round(whole.peak_mb),
    bound_mb: Math.round(boundBytes / 2 ** 20),
    share_of_bound: Number(((whole.peak_mb * 2 ** 20) / boundBytes).toFixed(2))
  }
}

function section(results) {
  const cells = results.map((one) => [
    one.d_sae.toLocaleString('en'),
    one.k,
    one.rows_per_second.toLocaleString('en'),
    one.ms_per_step,
    one.peak_mb.toLocaleString('en'),
    one.bound_mb.toLocaleString('en')
  ])
  return [
    '## Cost of training by features and k',
    machine,
    `\`npm run bench:training-sizes -- --write --seconds ${seconds}\`: TopK, exact, ${dIn} inputs, ${batch.toLocaleString('en')} rows a step; rows/s from the median step; peak memory of a process that trains and writes its checkpoint, beside (weights × 4 + batch × d_sae × 2) × 4 bytes + 1 GB.`,
    table(['features', 'k', 'rows/s', 'ms per step', 'peak MB', 'bound MB'], cells)
  ].join('\n\n')
}
