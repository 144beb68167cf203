/**
 * Rows per second of a training step beside the field's own trainers, in one run, repeated in turn.
 *
 *   npm run bench:training [-- --json] [-- --write] [-- --case small|large] [-- --rounds 3] [-- --only topk,gated] [-- --seconds 12]
 *
 * Every measurement is a process of its own on the same planted rows, the median of its steps after a warm-up. What begins with
 * many features active is measured on from a trained dictionary, which is kept in the checkout's out/bench for the next time
 * (`--train-only` makes these alone). Peers:
 * sae-lens, dictionary_learning and sparsify with their own trainers, PyTorch by hand, eager, compiled and under bf16 autocast.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { checkout, runtimeNode } from '../scripts/setup/places.mjs'
import { trainersPython, trainerVersions } from './peers/trainers-environment.mjs'
import { withK } from './report/architectures.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, median, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const cases = {
  large: { dIn: 768, dSae: 12_288, k: 32, batch: 2048, rows: 16_384 },
  small: { dIn: 576, dSae: 4608, k: 32, batch: 1024, rows: 16_384 }
}
/** What is compared with what: the architecture, and how many times as fast as which peer it is to be. */
const wanted = {
  topk: ['saelens', 'dictionary_learning', 'torch', 'torch-compile', 'torch-bf16'],
  batchtopk: ['saelens', 'dictionary_learning'],
  matryoshka: ['saelens', 'dictionary_learning'],
  jumprelu: ['saelens', 'dictionary_learning'],
  gated: ['saelens', 'dictionary_learning'],
  'relu-l1': ['saelens', 'torch', 'torch-compile']
}
/** These begin with many features active, and their fast paths come into their own once they are rare. The peers compute densely throughout. */
const trained = ['jumprelu', 'gated', 'relu-l1']
/** What brings their L0 near k on these rows, which are sparser than the activations that the defaults are made for. */
const sparser = (arch, { dIn, k }) =>
  ({
    // Starts where few features fire; the defaults come to the same, but later.
    jumprelu: { targetL0: k, initialThreshold: 2.6 },
    gated: { sparsityCoefficient: 0.42 * Math.sqrt(dIn) },
    'relu-l1': { sparsityCoefficient: 0.25 * Math.sqrt(dIn) }
  })[arch]
const trainedSteps = Number(option('trained-steps', 300))
const rounds = Number(option('rounds', 3))
const seconds = Number(option('seconds', 12))
const only = option('only', Object.keys(wanted).join()).split(',')
const chosen = option('case', 'small,large').split(',')

const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const python = trainersPython()
  const program = await bundled(resolve(import.meta.dirname, 'training/loupe-training.ts'))
  const planted = await bundled(resolve(import.meta.dirname, 'training/planted.ts'))
  const results = chosen.flatMap((name) => measureCase(name, { python, program, planted }))
  const figures = { rounds, seconds, machine, cases, results, versions: { ...trainerVersions, ...ownVersions() } }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else for (const name of chosen) console.table(results.filter((one) => one.case === name))
  if (process.argv.includes('--write')) for (const name of chosen) writeSection(`training-${name}`, section(name, results))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function measureCase(name, programs) {
  const size = cases[name]
  const folder = join(work, name)
  mkdirSync(folder)
  const truth = { features: 4 * size.dIn, dIn: size.dIn, active: 24, seed: 0 }
  execFileSync(runtimeNode(), [programs.planted, 'make', JSON.stringify(truth), String(size.rows), '1024', folder])
  return only.flatMap((arch) => {
    if (process.argv.includes('--train-only')) {
      if (trained.includes(arch)) trainedCheckpoint(arch, size, join(folder, 'train.npy'), programs.program)
      return []
    }
    const who = ['loupe-exact', 'loupe-fast', ...wanted[arch]]
    const runs = who.map(() => [])
    for (let round = 0; round < rounds; round += 1) {
      for (const [at, one] of who.entries()) runs[at].push(measured(one, arch, size, join(folder, 'train.npy'), programs))
    }
    const saelens = runs[who.indexOf('saelens')]
    return who.map((one, at) => summary({ name, arch, who: one }, runs[at], saelens))
  })
}

function measured(who, arch, size, train, { python, program }) {
  const { dIn, dSae, k, batch } = size
  if (who.startsWith('loupe')) {
    const config = { ...configOf(arch, size), steps: 10_000, precision: who.slice('loupe-'.length) }
    const start = trained.includes(arch) ? { checkpoint: trainedCheckpoint(arch, size, train, program) } : {}
    return answerOf(runtimeNode(), [program, JSON.stringify({ mode: 'speed', arch, train, seconds, config, ...start })])
  }
  const request = { mode: 'speed', trainer: who.replace('-bf16', ''), bf16: who.endsWith('bf16'), arch, d_in: dIn, d_sae: dSae }
  const more = { k, batch, steps: 10_000, coefficient: arch === 'relu-l1' ? Math.sqrt(dIn) / 12 : 1, train, seconds }
  return answerOf(python, [resolve(import.meta.dirname, 'peers/trainers/run.py'), JSON.stringify({ ...request, ...more })])
}

function configOf(arch, size) {
  return { dSae: size.dSae, batchRows: size.batch, ...(withK.includes(arch) ? { k: size.k } : sparser(arch, size)) }
}

/** A whole short training with its schedules; the same rows and seed give the same one each time. */
function trainedCheckpoint(arch, size, train, program) {
  const folder = resolve(checkout, 'out/bench/trained', `${size.dSae}-${arch}-${trainedSteps}`)
  if (!existsSync(folder) || readdirSync(folder).length === 0) {
    mkdirSync(folder, { recursive: true })
    const config = { ...configOf(arch, size), steps: trainedSteps, precision: 'fast' }
    answerOf(runtimeNode(), [program, JSON.stringify({ mode: 'train', arch, train, config, checkpoints: folder })])
  }
  return join(folder, readdirSync(folder)[0])
}

/** Medians over the rounds; the ratio is the median of the ratios within a round. */
function summary({ name, arch, who }, runs, saelens) {
  return {
    case: name,
    arch,
    who,
    rows_per_second: Math.round(median(runs.map((one) => one.rows_per_second))),
    ms_per_step: Number(median(runs.map((one) => one.ms_per_step)).toFixed(1)),
    ratio_to_saelens: Number(median(runs.map((one, i) => one.rows_per_second / saelens[i].rows_per_second)).toFixed(2)),
    peak_mb: Math.round(median(runs.map((one) => one.peak_mb))),
    ...(runs[0].l0 === undefined ? {} : { l0: Number(median(runs.map((one) => one.l0)).toFixed(1)) })
  }
}

function section(name, results) {
  const { dIn, dSae, k, batch } = cases[name]
  const rows = results
    .filter((one) => one.case === name)
    .map((one) => [
      one.arch,
      one.who,
      one.rows_per_second.toLocaleString('en'),
      one.ms_per_step,
      one.ratio_to_saelens,
      one.peak_mb
    ])
  return [
    `## Speed of training, ${dIn} → ${dSae.toLocaleString('en')}`,
    machine,
    `\`npm run bench:training -- --write --case ${name} --rounds ${rounds}\`: k ${k}, ${batch.toLocaleString('en')} rows a step; medians of ${rounds} rounds in turn, each the median of its steps over ${seconds} s, of Loupe's ${trained.join(', ')} going on from a dictionary trained for ${trainedSteps} steps (until then many features are active). sae-lens ${trainerVersions.saelens}, PyTorch ${trainerVersions.torch}, dictionary_learning ${trainerVersions.dictionaryLearning}.`,
    table(['architecture', 'who', 'rows/s', 'ms per step', '÷ sae-lens', 'peak MB'], rows)
  ].join('\n\n')
}
