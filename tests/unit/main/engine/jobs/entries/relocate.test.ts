/** Moved files of a data set with streams, targets and a table: each is found by its content, nothing else is touched. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Dataset } from '../../../../../../contract/records/dataset'
import { toBytes } from '../../../../../../main/codecs/dtypes'
import { npyHeader } from '../../../../../../main/codecs/npy'
import { buildDataset, openDataset } from '../../../../../../main/datasets/index'
import { relocate } from '../../../../../../main/engine/jobs/entries/relocate'

const project = mkdtempSync(join(tmpdir(), 'loupe-relocate-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

function npy(name: string, dIn: number): string {
  const values = Float32Array.from({ length: 40 * dIn }, (_, i) => i + dIn)
  writeFileSync(join(project, name), Buffer.concat([npyHeader('f32', [40, dIn]), toBytes(values, 'f32')]))
  return join(project, name)
}

it('finds whichever file was moved', async () => {
  const streams = [2, 3].map((dIn) => ({ name: `l${dIn}`, source: { path: npy(`l${dIn}.npy`, dIn) } }))
  const targets = { path: npy('out.npy', 4) }
  const rowTable = { path: join(project, 'rows.csv') }
  writeFileSync(rowTable.path, ['token_id', ...Array.from({ length: 40 }, (_, i) => `${i}`)].join('\n'))
  const vocabulary = join(project, 'vocab.json')
  writeFileSync(vocabulary, JSON.stringify(Array.from({ length: 40 }, (_, i) => `t${i}`)))
  const sources = { activations: streams[0].source, streams, targets, rowTable, vocabulary }
  const draft = { id: 'd', name: 'D', outliers: 'keep' as const, ...sources }
  let dataset: Dataset = await buildDataset(draft, project, join(project, 'index'))

  const elsewhere = join(project, 'deep', 'down', 'elsewhere')
  mkdirSync(elsewhere, { recursive: true })
  for (const path of [streams[0].source.path, streams[1].source.path, targets.path, rowTable.path, vocabulary]) {
    const to = join(elsewhere, `moved-${basename(path)}`)
    renameSync(path, to)
    dataset = await relocate({ project, dataset, indexFolder: '' }, to)
  }
  const paths = [
    dataset.activations,
    ...(dataset.streams ?? []).map(({ reference }) => reference),
    ...[dataset.targets, dataset.rowTable, dataset.vocabulary].flatMap((reference) => reference ?? [])
  ].map(({ path, relativePath }) => [basename(path), relativePath])
  const names = ['l2.npy', 'l2.npy', 'l3.npy', 'out.npy', 'rows.csv', 'vocab.json'].map((name) => `moved-${name}`)
  expect(paths).toEqual(names.map((name) => [name, `deep/down/elsewhere/${name}`]))
  const open = await openDataset(dataset, project)
  expect([open.reader.dIn, open.targets?.dIn]).toEqual([5, 4])
  await open.close()

  const place = { project, dataset, indexFolder: '' }
  await expect(relocate(place, npy('other.npy', 2).replace('other', 'nowhere'))).rejects.toMatchObject({ code: 'not-found' })
  writeFileSync(join(project, 'other.npy'), 'something else')
  await expect(relocate(place, join(project, 'other.npy'))).rejects.toMatchObject({ code: 'changed' })
})
