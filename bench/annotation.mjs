/**
 * What a person waits for with 100,000 labeled features: searching as they type, an edit of 10,000 features at once, its undo,
 * opening the project.
 *
 *   npm run bench:annotation -- [--json] [--write] [--features 100000]
 *
 * The exit code is 1 when a search takes more than 50 ms or the edit more than 1 s.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runtimeNode } from '../scripts/setup/places.mjs'
import { bundled } from './report/bundle.mjs'
import { answerOf, option } from './report/call.mjs'
import { machineLine, table, writeSection } from './report/section.mjs'
import { ownVersions } from './report/versions.mjs'

const goals = { searchMs: 50, bulkMs: 1_000 }
const features = Number(option('features', 100_000))
const machine = machineLine()
const folder = mkdtempSync(join(tmpdir(), 'loupe-bench-annotation-'))

try {
  const program = await bundled(resolve(import.meta.dirname, 'annotation/measure.ts'))
  const measured = answerOf(runtimeNode(), [program, folder, String(features)])
  const ratios = { search: measured.search.worst.ms / goals.searchMs, bulk: measured.bulk.ms / goals.bulkMs }
  const figures = { ...measured, goals, ratios_to_goals: ratios, machine, versions: ownVersions() }
  const rows = [
    ['a search while typing, median', figures.search.median],
    ['95 of 100', figures.search.p95],
    [`the slowest (“${figures.search.worst.text}”)`, figures.search.worst.ms],
    ['edit of 10,000 features: a tag and the confidence', figures.bulk.ms],
    ['the status', figures.bulkStatus],
    ['label, status and a tag', figures.bulkLabel],
    ['its undo', figures.undo],
    ['its redo', figures.redo],
    ['one edit', figures.oneEdit],
    ['all labels as of a time', figures.asOf],
    ['opening the project', figures.opening]
  ].map(([what, ms]) => [what, `${ms.toFixed(1)} ms`])
  if (process.argv.includes('--json')) console.log(JSON.stringify(figures))
  else console.table(Object.fromEntries(rows))
  if (process.argv.includes('--write'))
    writeSection('annotation', `## Annotation\n\n${features} labeled features. ${machine}\n\n${table(['what', 'time'], rows)}`)
  if (figures.search.worst.ms > goals.searchMs || Math.max(figures.bulk.ms, figures.bulkLabel) > goals.bulkMs)
    process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
