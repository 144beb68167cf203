/**
 * The main job on a whole data set, through the command line: quality, speed, and time of every station.
 *
 *   npm run bench:main-job -- --data FOLDER [--json] [--write] [--steps 600] [--precision exact]
 *
 * FOLDER holds resid_post.npy and tokens.parquet. The reference is a PyTorch training of the same size
 * (TopK with AuxK, 4,608 features, k 32, 600 steps of 1,024 rows: validation FVU 0.264).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const referenceFvu = { 600: 0.264, 2000: 0.202 }

const asJson = process.argv.includes('--json')
const machine = machineLine()
const data = resolve(process.env.INIT_CWD ?? '.', option('data', ''))
const steps = Number(option('steps', 600))
const precision = option('precision', 'exact')

/** Runs one command of Loupe; gives the last JSON line it printed and the seconds it took. */
function loupe(...args) {
  const from = performance.now()
  const out = execFileSync(runtimeNode(), [resolve(import.meta.dirname, '../out/main/cli.cjs'), ...args, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28
  })
  return { answer: JSON.parse(out.trim().split('\n').at(-1)), seconds: (performance.now() - from) / 1000 }
}

const folder = mkdtempSync(join(tmpdir(), 'loupe-bench-'))
const project = join(folder, 'Bench.loupe')
try {
  const made = loupe('new', project, '--activations', join(data, 'resid_post.npy'), '--rows', join(data, 'tokens.parquet'))
  const trained = loupe(
    'train',
    project,
    '--arch',
    'topk',
    '--features',
    '4608',
    '--k',
    '32',
    '--steps',
    String(steps),
    '--batch',
    '1024',
    '--seed',
    '0',
    '--set',
    `precision=${precision}`,
    '--no-analyze'
  )
  const analyzed = loupe('analyze', project)
  const exported = loupe('export', project, '--format', 'saelens', '--out', join(folder, 'export'))
  const { metrics } = trained.answer
  const reference = referenceFvu[steps]
  const figures = {
    steps,
    precision,
    validation_fvu: metrics.fvu,
    reference_fvu: reference ?? null,
    ratio_to_reference: reference ? metrics.fvu / reference : null,
    l0: metrics.l0,
    dead_on_validation: metrics.dead,
    rows_per_second: metrics.rows_per_second,
    seconds: { new: made.seconds, train: trained.seconds, analyze: analyzed.seconds, export: exported.seconds },
    versions: ownVersions(),
    machine
  }
  if (asJson) console.log(JSON.stringify(figures))
  else console.table({ ...figures, ...figures.seconds, seconds: undefined, versions: figures.versions.loupe })
  if (process.argv.includes('--write')) writeSection(`main-job-${steps}`, section(figures))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function section(figures) {
  const number = (value, digits) => value.toFixed(digits)
  const { seconds } = figures
  const title = `## The main job, ${figures.steps} steps\n\n${machine}\n`
  const command = `\`npm run bench:main-job -- --data FOLDER --steps ${figures.steps} --write\` on the residual stream of SmolLM2-135M, layer 15 (40,000 × 576, f16): TopK, 4,608 features, k 32, batches of 1,024 rows, seed 0, precision ${figures.precision}.\n`
  const quality = table(
    ['validation FVU', 'reference (PyTorch)', 'ratio', 'L0', 'dead on validation', 'rows/s while training'],
    [
      [
        number(figures.validation_fvu, 4),
        figures.reference_fvu ?? '–',
        figures.ratio_to_reference ? number(figures.ratio_to_reference, 3) : '–',
        number(figures.l0, 1),
        figures.dead_on_validation,
        Math.round(figures.rows_per_second).toLocaleString('en')
      ]
    ]
  )
  const times = table(
    ['new', 'train', 'analyze', 'export and read back'],
    [[seconds.new, seconds.train, seconds.analyze, seconds.export].map((value) => `${number(value, 1)} s`)]
  )
  return [title, command, quality, '', times].join('\n')
}
