/**
 * Do a few features of a trained dictionary tell what a text is about? The best feature and the best probe of at most five for each
 * category of a label column, with held-out F1: of single rows, of rows with their context and of whole documents by the mean
 * activation over each. With the Python of the peers also what the activations say at all: a logistic regression on all their
 * numbers, on the same parts.
 *
 *   npm run bench:probe -- --data FOLDER [--json] [--write] [--steps 600] [--label domain] [--keep FOLDER]
 *
 * FOLDER holds resid_post.npy and tokens.parquet. With --keep the project stays there (and one that is there is asked again):
 * bench/peers/check_studies.py computes all its numbers anew.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { peerPython } from './peers/environment.mjs'
import { option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const goal = 0.9
const steps = Number(option('steps', 600))
const label = option('label', 'domain')
const here = process.env.INIT_CWD ?? '.'
const data = resolve(here, option('data', ''))
const kept = option('keep')

/** Runs one command of Loupe; gives the last JSON line that it printed. */
function loupe(...args) {
  const out = execFileSync(runtimeNode(), [resolve(import.meta.dirname, '../out/main/cli.cjs'), ...args, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return JSON.parse(out.trim().split('\n').at(-1))
}

const machine = machineLine()
const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'loupe-bench-')) : resolve(here, kept)
const project = join(folder, 'Probe.loupe')
try {
  const trained = existsSync(project) ? undefined : train()
  const results = ['row', 'context', 'document'].flatMap(probed)
  loupe('columns', project)
  loupe('patterns', project, '--by', label, '--features', '10000')
  const bounds = boundsOf()
  const figures = {
    steps,
    label,
    goal,
    validation_fvu: trained?.metrics.fvu ?? null,
    results,
    bounds: bounds?.results ?? null,
    reached: Object.fromEntries(['row', 'context', 'document'].map((per) => [per, hasReached(results, per)])),
    versions: { ...ownVersions(), torch: bounds?.torch ?? null },
    machine
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else
    console.table(
      results.map(({ best, probe, ...one }) => ({ ...one, best: best.f1, probe: probe.f1, features: probe.features.length }))
    )
  if (process.argv.includes('--write')) writeSection('probe', section(figures))
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true })
}

function train() {
  loupe('new', project, '--activations', join(data, 'resid_post.npy'), '--rows', join(data, 'tokens.parquet'))
  const size = ['--arch', 'topk', '--features', '4608', '--k', '32', '--batch', '1024', '--seed', '0']
  return loupe('train', project, ...size, '--steps', String(steps))
}

/** The probe is that of at most five features with the best F1 on the training part: the held-out part does not choose. */
function probed(per) {
  const { heldOut, categories } = loupe('probe', project, '--label', label, ...(per === 'row' ? [] : [`--per-${per}`]))
  return categories.map(({ category, count, heldOutCount, probes }) => ({
    per,
    category,
    count,
    held_out: heldOutCount,
    split: { by: heldOut.by, train: heldOut.train, held_out: heldOut.heldOut },
    best: probes[0],
    probe: probes.reduce((best, probe) => (probe.trainF1 > best.trainF1 ? probe : best))
  }))
}

/** F1 of dense logistic regressions by unit and category, with what computed them; null without the Python of the peers. */
function boundsOf() {
  const python = peerPython()
  if (!python) return null
  const script = resolve(import.meta.dirname, 'peers', 'probe_bounds.py')
  return JSON.parse(execFileSync(python, [script, project, join(data, 'resid_post.npy')], { encoding: 'utf8' }))
}

function hasReached(results, per) {
  return results.filter((one) => one.per === per).every(({ best, probe }) => Math.max(best.f1, probe.f1) >= goal)
}

function section(figures) {
  const { results, bounds } = figures
  const bound = (per, inputs, category) =>
    bounds?.find((one) => one.per === per && one.inputs === inputs)?.f1[category].toFixed(3) ?? '–'
  const of = (per) => results.find((one) => one.per === per).split
  const title = `## Probes of a label column\n\n${machine}\n`
  const command = `\`npm run bench:probe -- --data FOLDER --write\` on the residual stream of SmolLM2-135M, layer 15 (40,000 × 576), TopK, 4,608 features, k 32, ${steps} steps, seed 0. Features, weights and thresholds are chosen on ${of('row').train.toLocaleString('en')} rows (${of('document').train} documents), scores are of the ${of('row').held_out.toLocaleString('en')} rows (${of('document').held_out} documents) held out. Of contexts a feature counts with its mean activation over the row and up to 16 rows before and after it in its document, of documents with that over the document. Dense: a logistic regression on all 576 numbers of the activations, and on all 4,608 features, on the same parts.\n`
  const head = [
    'per',
    label,
    'count',
    'held out',
    'best feature',
    'its F1',
    'probe',
    'precision',
    'recall',
    'F1',
    'dense F1',
    'of all features'
  ]
  const rows = results.map(({ per, category, count, held_out, best, probe }) => [
    per,
    category,
    count.toLocaleString('en'),
    held_out.toLocaleString('en'),
    best.features[0].feature,
    best.f1.toFixed(3),
    probe.features.map(({ feature }) => feature).join(', '),
    probe.precision.toFixed(3),
    probe.recall.toFixed(3),
    probe.f1.toFixed(3),
    bound(per, 'raw', category),
    bound(per, 'features', category)
  ])
  const verdict = (per) =>
    `${{ row: 'Of single rows', context: 'Of rows with their context', document: 'Of documents' }[per]} an F1 of ${goal} is ${figures.reached[per] ? 'reached for each category' : 'not reached for each category'}.`
  return [title, command, table(head, rows), '', ['document', 'context', 'row'].map(verdict).join(' ')].join('\n')
}
