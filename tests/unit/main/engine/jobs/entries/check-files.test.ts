/** The files of a data set are told apart: there, moved, changed, gone. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Dataset } from '../../../../../../contract/records/dataset'
import { toBytes } from '../../../../../../main/codecs/dtypes'
import { npyHeader } from '../../../../../../main/codecs/npy'
import { buildDataset } from '../../../../../../main/datasets/index'
import { checkFiles } from '../../../../../../main/engine/jobs/entries/check-files'

const project = mkdtempSync(join(tmpdir(), 'loupe-check-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

function npy(name: string, dIn: number, plus = 0): string {
  const values = Float32Array.from({ length: 40 * dIn }, (_, i) => i + dIn + plus)
  writeFileSync(join(project, name), Buffer.concat([npyHeader('f32', [40, dIn]), toBytes(values, 'f32')]))
  return join(project, name)
}

it('says of each file whether it is there, moved, changed or gone', async () => {
  const activations = { path: npy('in.npy', 2) }
  const targets = { path: npy('out.npy', 3) }
  const rowTable = { path: join(project, 'rows.csv') }
  writeFileSync(rowTable.path, ['token_id', ...Array.from({ length: 40 }, (_, i) => `${i}`)].join('\n'))
  const vocabulary = join(project, 'vocab.json')
  writeFileSync(vocabulary, JSON.stringify(Array.from({ length: 40 }, (_, i) => `t${i}`)))
  const draft = { id: 'd', name: 'D', outliers: 'keep' as const, activations, targets, rowTable, vocabulary }
  const dataset: Dataset = await buildDataset(draft, project, join(project, 'index'))
  expect(await checkFiles({ dataset, project })).toEqual([activations, targets, rowTable, { path: vocabulary }])

  renameSync(activations.path, join(project, 'renamed.npy'))
  npy('out.npy', 3, 1)
  const deep = join(project, 'deep', 'er', 'still')
  mkdirSync(deep, { recursive: true })
  renameSync(rowTable.path, join(deep, 'rows.csv'))
  writeFileSync(vocabulary, JSON.stringify(Array.from({ length: 40 }, (_, i) => `u${i}`)))
  expect(await checkFiles({ dataset, project })).toMatchObject([
    { path: activations.path, foundAt: join(project, 'renamed.npy') },
    { path: targets.path, problem: { code: 'changed' } },
    { path: rowTable.path, problem: { code: 'not-found' } },
    { path: vocabulary, problem: { code: 'changed' } }
  ])
})
