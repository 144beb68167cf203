/**
 * What a training on real activations reaches, beside the reference and the field's own trainers with the same rows and budget.
 *
 *   npm run bench:quality -- --data FOLDER [--json] [--write] [--only topk,gated,…] [--steps 600] [--keep FILE]
 *
 * FOLDER holds resid_post.npy, mlp_in.npy, mlp_out.npy and tokens.parquet. FVUs are compared at the same L0 on the validation
 * rows: the peer is trained once, and Loupe with the k or coefficient that brings it to the L0 that the peer has there.
 * All of it takes an hour: what is in `--keep`'s file, a line each, is not measured again.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { trainersPython, trainerVersions } from './peers/trainers-environment.mjs'
import { withK } from './report/architectures.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

/** L0s that differ by less (in logarithms) count as equal; and how often Loupe is trained to come there. */
const [equalL0, mostRuns] = [0.04, 4]
const size = { dIn: 576, dSae: 4608, k: 32, batch: 1024 }
const steps = Number(option('steps', 600))
/** PyTorch, TopK with AuxK, the same data and budget (data/README of the activations). */
const references = { 600: 0.264, 2000: 0.202 }
/** What each of dictionary_learning's trainers is asked for; Loupe is then steered to the L0 that came of it. */
const peers = {
  batchtopk: { k: 32 },
  matryoshka: { k: 32 },
  jumprelu: { coefficient: 1 },
  gated: { coefficient: 1 },
  'relu-l1': { coefficient: 2 },
  'relu-l1-2023': { coefficient: 2 },
  'p-anneal': { coefficient: 2 }
}
/**
 * A threshold moves by about the learning rate a step: the peer's begin at 0.001 and are still there after some hundred steps, at
 * an L0 of hundreds, where Loupe's own defaults never are. So Loupe has the peer's here.
 */
const asThePeer = { jumprelu: { targetL0: 32, initialThreshold: 0.001, bandwidth: 0.001 } }
const all = ['topk', ...Object.keys(peers), 'transcoder', 'skip-transcoder']
const only = option('only', all.join()).split(',')
const data = resolve(process.env.INIT_CWD ?? '.', option('data', ''))

const kept = option('keep', '') && resolve(process.env.INIT_CWD ?? '.', option('keep', ''))

const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const python = trainersPython()
  execFileSync(python, [resolve(import.meta.dirname, 'training/split_rows.py'), data, work])
  const program = await bundled(resolve(import.meta.dirname, 'training/loupe-training.ts'))
  const results = only.map((arch) => {
    const known = keptResults().find((one) => one.what === arch)
    if (known) return known
    const result = arch.endsWith('transcoder') ? transcoder(arch, { python, program }) : autoencoder(arch, { python, program })
    console.error(JSON.stringify(result))
    if (kept) appendFileSync(kept, `${JSON.stringify(result)}\n`)
    return result
  })
  const figures = { steps, ...size, machine, results, versions: { ...trainerVersions, ...ownVersions() } }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(results)
  if (process.argv.includes('--write')) writeSection(`quality-${steps}`, section(figures))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function keptResults() {
  if (!kept || !existsSync(kept)) return []
  return readFileSync(kept, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

function autoencoder(arch, programs) {
  const files = { train: join(work, 'resid-train.npy'), validation: join(work, 'resid-validation.npy') }
  if (arch === 'topk') {
    const reference = references[steps] && { who: 'PyTorch reference', fvu: references[steps], l0: 32 }
    return compared(arch, loupe(arch, files, {}, programs), reference)
  }
  const asked = { trainer: 'dictionary_learning', arch, target_l0: 32, ...files, ...peers[arch] }
  const theirs = { who: 'dictionary_learning', ...peer(asked, programs) }
  return compared(
    arch,
    atL0((given) => loupe(arch, files, given, programs), arch, theirs.l0),
    theirs
  )
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

/**
 * Loupe's run whose L0 is nearest to `wanted`. Each further run moves what steers the sparsity by the slope between the two
 * before it, in logarithms; held-out rows fire more features than k, so k is steered too.
 */
function atL0(train, arch, wanted) {
  const [lever, first, slope] = leverOf(arch, wanted)
  const runs = []
  let [given, steep] = [first, slope]
  while (runs.length < mostRuns) {
    const result = train({ ...asThePeer[arch], ...(given === undefined ? {} : { [lever]: given }) })
    runs.push({ ...result, at: Math.log(result.config[lever]), off: Math.log(result.l0 / wanted) })
    const [now, before] = [runs.at(-1), runs.at(-2)]
    if (Math.abs(now.off) < equalL0) break
    if (before && now.at !== before.at) steep = (now.off - before.off) / (now.at - before.at)
    const next = Math.exp(now.at - clamped(now.off / steep))
    given = lever === 'k' ? Math.max(1, Math.round(next)) : next
  }
  return runs.toSorted((a, b) => Math.abs(a.off) - Math.abs(b.off))[0]
}

/** What steers an architecture's L0, where to begin (undefined: Loupe's default), and about how log L0 follows its logarithm. */
function leverOf(arch, wanted) {
  if (withK.includes(arch)) return ['k', Math.round(wanted / 1.3), 1]
  if (arch === 'jumprelu') return ['sparsityCoefficient', 1.4, -0.3]
  return ['sparsityCoefficient', undefined, -0.7]
}

function clamped(step) {
  return Math.max(-1.5, Math.min(1.5, step))
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
    `\`npm run bench:quality -- --data … --write --steps ${steps}\`: 4,608 features on SmolLM2 layer 15, ${size.batch.toLocaleString('en')} rows a step; FVU over all validation rows. Peers have the same rows, steps, warm-up and decay, and each is trained once; Loupe has its defaults and the k or coefficient that brings it to the peer's L0 on the validation rows, for JumpReLU also the peer's first threshold and bandwidth (they hardly move in so few steps): dictionary_learning ${trainerVersions.dictionaryLearning}, sparsify ${trainerVersions.sparsify}.`,
    table(['architecture or kind', 'FVU', 'L0', 'dead', 'peer', 'its FVU', 'at L0', 'FVU ÷ its FVU'], rows)
  ].join('\n\n')
}
