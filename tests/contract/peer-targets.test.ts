/**
 * What other tools make of the exports that are meant for them: SAEDashboard's own classes take its batches, Neuronpedia's
 * client would send the same as its upload batches, delphi's loader reads its cache and finds the activations, pyarrow reads the tables.
 * Skipped where the Python environment of bench/peers was not made.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportDictionary } from '../../main/interchange'
import { temporaryFolder } from '../unit/main/interchange/material'
import { roomMaterial } from '../unit/main/interchange/rooms/room-material'
import { madePython } from './made-python'

const script = join(import.meta.dirname, '../../bench/peers/check_targets.py')
const python = madePython('analysis-environment.mjs', 'madeAnalyzersPython', 'npm run bench:analysis')

it.skipIf(python === undefined)('the tools themselves read what was written for them', { timeout: 300_000 }, async () => {
  const parent = temporaryFolder()
  const targets = {
    dashboard: 'saedashboard',
    neuronpedia: 'neuronpedia',
    delphi: 'delphi',
    activations: 'activations',
    labeled: 'labeled'
  } as const
  for (const [name, as] of Object.entries(targets)) await exportDictionary(roomMaterial(join(parent, name), as))
  const places = Object.keys(targets).flatMap((name) => [`--${name}`, join(parent, name)])
  const said = execFileSync(python as string, [script, ...places], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const found = said
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  expect(found.map(({ check, ok }) => [check, ok])).toEqual([
    ['dashboard', true],
    ['neuronpedia', true],
    ['delphi', true],
    ['parquet', true],
    ['labels', true]
  ])
  expect(found[0].features).toBeGreaterThan(50)
  expect(found[2]).toMatchObject({ max_difference: 0 })
  const left = found.filter(({ skipped }) => skipped)
  for (const { check, skipped } of left) console.log(`Skipped: ${check}, ${skipped}`)
})
