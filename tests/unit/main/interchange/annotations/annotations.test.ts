import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Opinion } from '../../../../../contract/records/annotator'
import { readAnnotations, writeAnnotations } from '../../../../../main/interchange/index'

const folder = mkdtempSync(join(tmpdir(), 'loupe-annotations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'labels.jsonl')

const head = { author: 'Bea', run: 'topk-8-a', d_sae: 64 }
const firstLine = JSON.stringify({ schema: 'loupe.annotations', version: 1, ...head })
const opinion: Opinion = { feature: 3, at: 5, label: 'a', notes: '', tags: [], confidence: null, status: 'labeled' }

async function failure(...lines: string[]): Promise<{ code: string; place: string; message: string }> {
  writeFileSync(path, lines.join('\n'))
  return readAnnotations(path).then(
    () => expect.unreachable('it was read'),
    (thrown) => thrown
  )
}

const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength })
const opinions = fc.uniqueArray(
  fc.record<Opinion>({
    feature: fc.nat(63),
    at: fc.nat(),
    label: text(40),
    notes: fc.oneof(text(200), fc.constantFrom('<script>alert(1)</script>', '\u2028\u2029\u0085\r\n\t\u0000\u001b[31m')),
    tags: fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }), { maxLength: 4 }),
    confidence: fc.constantFrom(null, 1 as const, 2 as const, 3 as const),
    status: fc.constantFrom('pending' as const, 'draft' as const, 'labeled' as const, 'not-interpretable' as const)
  }),
  { selector: ({ feature }) => feature, maxLength: 12 }
)

test('what is written comes back as it was, whatever the texts', async () => {
  const property = fc.asyncProperty(opinions, async (given) => {
    await writeAnnotations(path, head, given)
    const back = await readAnnotations(path)
    expect(back.head).toMatchObject(head)
    expect(back.opinions).toEqual(given.toSorted((a, b) => a.feature - b.feature))
  })
  await fc.assert(property, { numRuns: 100, seed: 11 })
})

describe('a file that is not right is refused with its line', () => {
  const good = JSON.stringify(opinion)
  test.each([
    ['another schema', ['{"schema":"loupe.labels","version":1}'], 'malformed', 1],
    ['a later version', [firstLine.replace('"version":1', '"version":2')], 'newer', 1],
    ['no head', [good], 'malformed', 1],
    ['no JSON', [firstLine, good, '{'], 'malformed', 3],
    ['a raw control character', [firstLine, good.replace('"a"', '"a\u0007"')], 'malformed', 2],
    ['a feature twice', [firstLine, good, '', good], 'malformed', 4],
    ['a feature that its own dictionary does not have', [firstLine, JSON.stringify({ ...opinion, feature: 64 })], 'malformed', 2],
    ['a feature below 0', [firstLine, JSON.stringify({ ...opinion, feature: -1 })], 'malformed', 2],
    ['notes of 10 MB', [firstLine, JSON.stringify({ ...opinion, notes: 'x'.repeat(10_000_000) })], 'malformed', 2],
    ['a field that labels do not have', [firstLine, JSON.stringify({ ...opinion, html: '<b>' })], 'malformed', 2],
    ['a status that there is not', [firstLine, JSON.stringify({ ...opinion, status: 'done' })], 'malformed', 2],
    ['a list', [firstLine, '[1]'], 'malformed', 2]
  ])('%s', async (_, lines, code, line) => {
    const { code: found, place, message } = await failure(...lines)
    expect([found, place]).toEqual([code, `${path}:${line}`])
    expect(message.length).toBeLessThan(500)
  })

  test('an empty one, one that is not there, a folder', async () => {
    expect((await failure('')).code).toBe('empty')
    await expect(readAnnotations(join(folder, 'none.jsonl'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(readAnnotations(folder)).rejects.toMatchObject({ code: 'malformed' })
  })
})
