/**
 * Whether each architecture finds a planted dictionary, beside sae-lens's trainer with the same rows and budget; on Loupe's
 * superposition (main/maths/superposition.ts) and on rows of sae_lens.synthetic.
 *
 *   npm run bench:planted [-- --json] [-- --write] [-- --only topk,kl,…] [-- --steps 2000] [-- --known FILE]
 *
 * It takes about half an hour. Every result is printed as a line of JSON; those lines in a FILE are not computed again.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { trainersPython, trainerVersions } from './peers/trainers-environment.mjs'
import { withK } from './report/architectures.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const truth = { features: 192, dIn: 96, active: 5, seed: 0 }
/** Of twice as many features as are planted: nobody knows the number beforehand, and one too small misses some. */
const dSae = 2 * truth.features
const steps = Number(option('steps', 2000))
const batch = 512
const rows = 50_000
const saelensHas = ['topk', 'batchtopk', 'matryoshka', 'jumprelu', 'gated', 'relu-l1']
const all = [...saelensHas, 'relu-l1-2023', 'kl', 'p-anneal']
const only = option('only', all.join()).split(',')
const known = option('known')
  ? readFileSync(option('known'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []

const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const python = trainersPython()
  const program = await bundled(resolve(import.meta.dirname, 'training/loupe-training.ts'))
  const planted = await bundled(resolve(import.meta.dirname, 'training/planted.ts'))
  const programs = { python, program, planted }
  const results = ['superposition', 'sae_lens.synthetic'].flatMap((source) => {
    const folder = made(source, programs)
    return only.map((arch) => {
      const result = known.find((one) => one.source === source && one.arch === arch) ?? recovered(source, arch, folder, programs)
      console.error(JSON.stringify(result))
      return result
    })
  })
  const figures = { ...truth, dSae, steps, batch, rows, machine, results, versions: { ...trainerVersions, ...ownVersions() } }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(results)
  if (process.argv.includes('--write')) writeSection('planted', section(figures))
} finally {
  rmSync(work, { recursive: true, force: true })
}

function made(source, { python, planted }) {
  const folder = join(work, source)
  mkdirSync(folder)
  if (source === 'superposition') answerOf(runtimeNode(), [planted, 'make', JSON.stringify(truth), String(rows), '4096', folder])
  else answerOf(python, [resolve(import.meta.dirname, 'training/synthetic_rows.py'), JSON.stringify({ ...truth, rows }), folder])
  return folder
}

function recovered(source, arch, folder, { python, program, planted }) {
  const files = { train: join(folder, 'train.npy'), validation: join(folder, 'validation.npy') }
  const decoder = join(folder, 'decoder.npy')
  const scores = (answer) => {
    const found = answerOf(runtimeNode(), [planted, 'compare', join(folder, 'truth.npy'), decoder])
    return { fvu: answer.fvu, l0: answer.l0, ...found }
  }
  const k = withK.includes(arch) ? { k: truth.active } : {}
  const target = arch === 'jumprelu' ? { targetL0: truth.active } : {}
  const config = { dSae, batchRows: batch, steps, seed: 0, ...k, ...target }
  const own = scores(answerOf(runtimeNode(), [program, JSON.stringify({ mode: 'train', arch, config, decoder, ...files })]))
  if (!saelensHas.includes(arch)) return { source, arch, ...own }
  const shared = { d_in: truth.dIn, d_sae: dSae, k: truth.active, target_l0: truth.active, batch, steps, decoder }
  // sae-lens's own rate for data of this kind (its synthetic runner): 3e-4.
  const asked = { mode: 'train', trainer: 'saelens', arch, ...shared, lr: 3e-4, warm_up: 200, decay: steps / 5, ...files }
  const peer = scores(
    answerOf(python, [
      resolve(import.meta.dirname, 'peers/trainers/run.py'),
      JSON.stringify({ ...asked, ...coefficientOf(arch) })
    ])
  )
  return {
    source,
    arch,
    ...own,
    saelens_fvu: peer.fvu,
    saelens_l0: peer.l0,
    saelens_meanMaxCosine: peer.meanMaxCosine,
    saelens_matchedCosine: peer.matchedCosine
  }
}

/** λ at which sae-lens's trainer gets near the planted L0 on rows of norm √dIn. */
function coefficientOf(arch) {
  return arch === 'relu-l1' || arch === 'gated' ? { coefficient: 1 } : {}
}

function section({ results }) {
  const number = (value, digits = 3) => (typeof value === 'number' ? value.toFixed(digits) : '–')
  const cells = results.map((one) => [
    one.source,
    one.arch,
    number(one.fvu, 4),
    number(one.l0, 1),
    number(one.meanMaxCosine),
    number(one.matchedCosine),
    number(one.saelens_l0, 1),
    number(one.saelens_meanMaxCosine),
    number(one.saelens_matchedCosine)
  ])
  return [
    '## Planted dictionaries',
    machine,
    `\`npm run bench:planted -- --write\`: ${truth.features} directions in ${truth.dIn} dimensions, ${truth.active} active per row on average, ${rows.toLocaleString('en')} rows, ${steps.toLocaleString('en')} steps of ${batch}; a dictionary of ${dSae} features. Mean max cosine with the true directions, and MCC: mean cosine under the best one-to-one matching. sae-lens ${trainerVersions.saelens}, its own trainer. Where its L0 is far from the planted one, its sparsity loss had not taken hold in this budget.`,
    table(['rows', 'architecture', 'FVU', 'L0', 'mean max cosine', 'MCC', 'L0 (sae-lens)', 'mean max cosine', 'MCC'], cells)
  ].join('\n\n')
}
