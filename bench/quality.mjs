/**
 * What a training on real activations reaches, beside the reference and the field's own trainers with the same rows and budget.
 *
 *   npm run bench:quality -- --data FOLDER [--json] [--write] [--only topk,gated,…] [--steps 600]
 *
 * FOLDER holds resid_post.npy, mlp_in.npy, mlp_out.npy and tokens.parquet. FVUs are compared at the same L0 on the validation
 * rows: the peer is trained at several coefficients or ks, and its FVU is read off the line through them at Loupe's L0; where it
 * does not come near that (its JumpReLU hardly moves its thresholds in so few steps), Loupe is trained once more for the peer's L0.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { trainersPython, trainerVersions } from './peers/trainers-environment.mjs'
import { withK } from './report/architectures.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { nodeVersion } from './report/versions.mjs'

const size = { dIn: 576, dSae: 4608, k: 32, batch: 1024 }
const steps = Number(option('steps', 600))
/** PyTorch, TopK with AuxK, the same data and budget (data/README of the activations). */
const references = { 600: 0.264, 2000: 0.202 }
const coefficients = (...values) => values.map((coefficient) => ({ coefficient }))
const peers = {
  batchtopk: [{ k: 32 }, { k: 44 }],
  matryoshka: [{ k: 28 }, { k: 40 }],
  jumprelu: coefficients(1),
  gated: coefficients(0.3, 1, 3),
  'relu-l1': coefficients(0.7, 2, 6),
  'relu-l1-2023': coefficients(0.7, 2, 6),
  'p-anneal': coefficients(0.7, 2, 6)
}
const all = ['topk', ...Object.keys(peers), 'transcoder', 'skip-transcoder']
const only = option('only', all.join()).split(',')
const data = resolve(process.env.INIT_CWD ?? '.', option('data', ''))

const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const python = trainersPython()
  execFileSync(python, [resolve(import.meta.dirname, 'training/split_rows.py'), data, work])
  const program = await bundled(resolve(import.meta.dirname, 'training/loupe-training.ts'))
  const results = only.map((arch) => {
    const result = arch.endsWith('transcoder') ? transcoder(arch, { python, program }) : autoencoder(arch, { python, program })
    console.error(JSON.stringify(result))
    return result
  })
  const figures = { steps, ...size, machine, results, versions: { ...trainerVersions, node: nodeVersion() } }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(results)
  if (process.argv.includes('--write')) writeSection(`quality-${steps}`, section(figures))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function autoencoder(arch, programs) {
  const files = { train: join(work, 'resid-train.npy'), validation: join(work, 'resid-validation.npy') }
  const own = loupe(arch, files, {}, programs)
  if (arch === 'topk')
    return compared(arch, own, references[steps] && { who: 'PyTorch reference', fvu: references[steps], l0: 32 })
  const found = peers[arch].map((given) =>
    peer({ trainer: 'dictionary_learning', arch, target_l0: 32, ...files, ...given }, programs)
  )
  const theirs = { who: 'dictionary_learning', ...atL0(found, own.l0) }
  const isEqual = Math.abs(Math.log(theirs.l0 / own.l0)) < Math.log(1.05)
  if (isEqual || arch !== 'jumprelu') return compared(arch, own, theirs)
  return compared(arch, loupe(arch, files, { targetL0: theirs.l0 }, programs), theirs)
}

function transcoder(kind, programs) {
  const files = {
    train: join(work, 'mlp-in-train.npy'),
    validation: join(work, 'mlp-in-validation.npy'),
    train_targets: join(work, 'mlp-out-train.npy'),
    validation_targets: join(work, 'mlp-out-validation.npy')
  }
  const own = loupe('topk', files, { kind }, programs)
  return compared(kind, own, { who: 'sparsify', ...peer({ trainer: 'sparsify', arch: 'topk', kind, ...files }, programs) })
}

function loupe(arch, files, given, { program }) {
  const k = withK.includes(arch) ? { k: size.k } : {}
  const config = { dSae: size.dSae, batchRows: size.batch, steps, seed: 0, ...k, ...given }
  return answerOf(runtimeNode(), [program, JSON.stringify({ mode: 'train', arch, config, ...files })])
}

function peer(request, { python }) {
  const shared = {
    d_in: size.dIn,
    d_sae: size.dSae,
    k: size.k,
    batch: size.batch,
    steps,
    lr: 1e-3,
    warm_up: Math.min(200, steps / 10)
  }
  const asked = { mode: 'train', ...shared, decay: Math.round(steps / 5), ...request }
  return answerOf(python, [resolve(import.meta.dirname, 'peers/trainers/run.py'), JSON.stringify(asked)])
}

/** FVU at an L0, on the line through the two runs around it (over log L0); beyond them all, that of the nearest. */
function atL0(runs, l0) {
  const sorted = runs.toSorted((a, b) => a.l0 - b.l0)
  const above = sorted.findIndex((one) => one.l0 >= l0)
  const nearest = { ...(above < 0 ? sorted.at(-1) : sorted[0]) }
  if (above <= 0) return { fvu: nearest.fvu, l0: nearest.l0, rows_per_second: nearest.rows_per_second }
  const [a, b] = [sorted[above - 1], sorted[above]]
  const share = (Math.log(l0) - Math.log(a.l0)) / (Math.log(b.l0) - Math.log(a.l0))
  return { fvu: a.fvu + share * (b.fvu - a.fvu), l0, rows_per_second: a.rows_per_second }
}

function compared(arch, own, other) {
  const base = { what: arch, fvu: own.fvu, l0: own.l0, dead: own.dead_on_validation, rows_per_second: own.rows_per_second }
  if (!other) return base
  const { who, fvu, l0, rows_per_second } = other
  return {
    ...base,
    peer: who,
    peer_fvu: fvu,
    peer_l0: l0,
    peer_rows_per_second: rows_per_second ?? null,
    fvu_ratio: own.fvu / fvu
  }
}

function section({ results }) {
  const number = (value, digits = 4) => (typeof value === 'number' ? value.toFixed(digits) : '–')
  const rows = results.map((one) => [
    one.what,
    number(one.fvu),
    number(one.l0, 1),
    one.dead ?? '–',
    one.peer ?? '–',
    number(one.peer_fvu),
    number(one.peer_l0, 1),
    number(one.fvu_ratio, 3)
  ])
  return [
    `## Quality on real activations, ${steps} steps`,
    machine,
    `\`npm run bench:quality -- --data … --write --steps ${steps}\`: 4,608 features on SmolLM2 layer 15, ${size.batch.toLocaleString('en')} rows a step, Loupe's defaults; FVU over all validation rows. Peers have the same rows, steps, warm-up and decay: dictionary_learning ${trainerVersions.dictionaryLearning}, sparsify ${trainerVersions.sparsify}.`,
    table(['architecture or kind', 'FVU', 'L0', 'dead', 'peer', 'its FVU', 'at L0', 'FVU ÷ its FVU'], rows)
  ].join('\n\n')
}
