/**
 * The analysis of a whole dictionary beside the field's analyzers, in one run, repeated in turn; and at scale beside the products
 * of the encoder alone.
 *
 *   npm run bench:analysis -- --data FOLDER [--json] [--write] [--rounds 3] [--only topk,jumprelu] [--features 4608] [--steps 600]
 *   npm run bench:analysis -- --case scale|wide [--json] [--write] [--rows 1000000] [--inputs 768]
 *
 * FOLDER holds resid_post.npy and tokens.parquet. Loupe is the job of an analysis from its start to its end, with the start of its
 * process, reading, and everything stored; the whole command `analyze` is told beside it. SAEDashboard's runner and delphi's cache
 * work on the same dictionary (exported) and rows with their imports done and the rows in memory; `--features`: of how many features
 * SAEDashboard makes panels. The cases at scale make their rows in a temporary folder (LOUPE_BENCH_FOLDER names another): 1.5 GB, and
 * 6 GB of checkpoints for `wide`.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { realCase } from './analysis/real-case.mjs'
import { scaleCase } from './analysis/scale-case.mjs'
import { option } from './report/call.mjs'
import { machineLine, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'
import { watched } from './report/watched.mjs'

const name = option('case', 'real')
const machine = machineLine()
const work = mkdtempSync(join(process.env.LOUPE_BENCH_FOLDER ?? tmpdir(), 'loupe-bench-'))
try {
  const measure = name === 'real' ? realCase : scaleCase
  const { figures, section } = await measure({ name, work, machine, loupe, dictionaryOf })
  const versions = { ...figures.versions, ...ownVersions() }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ case: name, machine, ...figures, versions }))
  else console.table(figures.results)
  if (process.argv.includes('--write')) writeSection(`analysis-${name}`, section)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** One command of Loupe. */
function loupe(...args) {
  return watched(runtimeNode(), [resolve(import.meta.dirname, '../out/main/cli.cjs'), ...args, '--json'])
}

/** The dictionary file of a run's latest checkpoint. */
function dictionaryOf(project, run) {
  const checkpoints = join(project, 'runs', run, 'checkpoints')
  const latest = Math.max(...readdirSync(checkpoints).map(Number))
  return join(checkpoints, String(latest), 'dictionary.safetensors')
}
