import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import { exportLabels, importLabels, inspectLabels } from '../../../../../main/engine/annotation/label-files'
import { projectWithRun, temporaryFolder } from '../../store/samples'

const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength })
const opinions = fc.uniqueArray(
  fc.record<Opinion>({
    feature: fc.nat(63),
    at: fc.nat(),
    label: text(30),
    notes: fc.oneof(text(60), fc.constantFrom('<script>alert(1)</script>', '\u2028\u0085\r\n\u0000\u001b[31m')),
    tags: fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), { maxLength: 3 }),
    confidence: fc.constantFrom(null, 1 as const, 2 as const, 3 as const),
    status: fc.constantFrom(
      'pending' as const,
      'draft' as const,
      'labeled' as const,
      'not-interpretable' as const,
      'flagged' as const
    )
  }),
  { selector: ({ feature }) => feature, minLength: 1, maxLength: 12 }
)

test('importing what was exported is the identity, whatever the labels', async () => {
  const { store, run } = await projectWithRun()
  const path = join(temporaryFolder(), 'ada.jsonl')
  const property = fc.asyncProperty(opinions, async (given) => {
    store.opinions.replace(run, 'Ada', given)
    await exportLabels(store, { run, author: 'Ada', self: 'me', path, overwrite: true })
    const first = readFileSync(path, 'utf8')
    await importLabels(store, { run, path, author: 'Copy', replace: true })
    expect(store.opinions.of(run, 'Copy')).toEqual(store.opinions.of(run, 'Ada'))
    expect(await importLabels(store, { run, path, replace: false })).toMatchObject({ replaced: given.length })
    await exportLabels(store, { run, author: 'Ada', self: 'me', path, overwrite: true })
    expect(readFileSync(path, 'utf8')).toBe(first)
  })
  await fc.assert(property, { numRuns: 40, seed: 5 })
})

const line = (feature: number, label: string) =>
  JSON.stringify({ feature, at: 5, label, notes: '', tags: [], confidence: null, status: 'labeled' })

function file(dSae: number, ...lines: string[]): string {
  const path = join(temporaryFolder(), 'bea.jsonl')
  const head = { schema: 'loupe.annotations', version: 1, author: 'Bea', run: 'other run', d_sae: dSae }
  writeFileSync(path, [JSON.stringify(head), ...lines].join('\n'))
  return path
}

test('a preview counts what would come in, and changes nothing', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'one', status: 'labeled' }, { author: 'Bea' })
  store.labels.edit(run, 2, { label: 'mine', status: 'labeled' }, { author: 'Ada' })
  store.opinions.replace(run, 'Bea', [
    { feature: 2, at: 1, label: 'old', notes: '', tags: [], confidence: null, status: 'labeled' },
    { feature: 9, at: 1, label: 'gone', notes: '', tags: [], confidence: null, status: 'labeled' }
  ])
  const path = file(100, line(1, 'one'), line(2, 'hers'), line(3, 'new'), line(70, 'stranger'))
  expect(await inspectLabels(store, { run, path })).toEqual({
    author: 'Bea',
    run: 'other run',
    labels: 4,
    labeled: 4,
    notInterpretable: 0,
    unknown: [70],
    earlier: { labels: 2, changed: 1, gone: 1 },
    alsoHere: 1,
    conflicts: 1,
    same: 1,
    onlyInFile: 1
  })
  expect(store.opinions.imported(run, 'Bea')).toHaveLength(2)
})

test('a feature that the run does not have is refused with its line, and nothing comes in', async () => {
  const { store, run } = await projectWithRun()
  const path = file(100, line(1, 'one'), line(70, 'stranger'))
  await expect(importLabels(store, { run, path, replace: false })).rejects.toMatchObject({
    code: 'not-found',
    place: `${path}:3`
  })
  expect(store.opinions.annotators(run)).toEqual([])
})

test('labels of an earlier file are not replaced without being asked', async () => {
  const { store, run } = await projectWithRun()
  await importLabels(store, { run, path: file(64, line(1, 'one')), replace: false })
  const path = file(64, line(1, 'two'))
  await expect(importLabels(store, { run, path, replace: false })).rejects.toMatchObject({ code: 'exists' })
  expect(store.opinions.of(run, 'Bea')).toMatchObject([{ label: 'one' }])
  expect(await importLabels(store, { run, path, replace: true })).toMatchObject({ replaced: 1 })
  expect(store.opinions.of(run, 'Bea')).toMatchObject([{ label: 'two' }])
})
