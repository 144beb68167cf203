/** Files of labels of other tools: told by their content, read row by row, with what can not be used told by its line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLabelFile } from '../../../../../main/interchange'
import { createRandom } from '../../../../../main/maths/random'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-label-files-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const dump = (index: number | string, description: unknown, layer = '6-res-jb') =>
  JSON.stringify({
    id: `x${index}`,
    modelId: 'gpt2-small',
    layer,
    index,
    description,
    typeName: 'oai_token-act-pair',
    explanationModelName: 'gpt-4o-mini'
  })

/** Some bytes changed, or the end cut off. */
function mutated(bytes: Buffer, random: ReturnType<typeof createRandom>): Buffer {
  const copy = Buffer.from(bytes)
  for (let change = 0; change < 1 + random.next() * 6; change += 1)
    copy[Math.floor(random.next() * copy.length)] = Math.floor(random.next() * 256)
  return random.next() < 0.3 ? copy.subarray(0, Math.floor(random.next() * copy.length)) : copy
}

describe('explanations of Neuronpedia', () => {
  it('are read from a packed dump, with model and source', async () => {
    const path = written('batch-0.jsonl.gz', gzipSync(`${dump('7', ' negation ')}\n${dump(8, 'numbers')}\n`))
    const file = await readLabelFile(path, {})
    expect(file).toMatchObject({ format: 'neuronpedia', problems: [] })
    expect(file.rows[0]).toEqual({
      feature: 7,
      label: 'negation',
      place: 'line 1',
      why: 'Explanation of gpt-4o-mini on Neuronpedia, method oai_token-act-pair',
      source: 'gpt2-small 6-res-jb'
    })
  })

  it('are read from the batches of a folder, in the order of their numbers', async () => {
    const place = join(folder, 'dump')
    mkdirSync(place)
    for (const n of [0, 2, 10]) writeFileSync(join(place, `batch-${n}.jsonl`), dump(n, `of batch ${n}`))
    const { rows } = await readLabelFile(place, {})
    expect(rows.map(({ feature, place: at }) => [feature, at])).toEqual([
      [0, 'batch-0.jsonl, line 1'],
      [2, 'batch-2.jsonl, line 1'],
      [10, 'batch-10.jsonl, line 1']
    ])
  })

  it('are read from the answer of an export, over several lines', async () => {
    const content = { modelId: 'm', explanations: [{ modelId: 'm', layer: 'l', index: '3', description: 'three' }] }
    const { format, rows } = await readLabelFile(written('export.json', JSON.stringify(content, undefined, 2)), {})
    expect([format, rows.map(({ feature, label }) => [feature, label])]).toEqual(['neuronpedia', [[3, 'three']]])
  })

  it('tell what can not be used by its line', async () => {
    const path = written('bad.jsonl', [dump(1, 'one'), '{"index": 2', dump('minus', 'x'), dump(4, 17)].join('\n'))
    const { rows, problems } = await readLabelFile(path, {})
    expect(rows.map(({ feature }) => feature)).toEqual([1])
    expect(problems.map(({ place }) => place)).toEqual(['line 2', 'line 3', 'line 4'])
    expect(problems[1].what).toContain('feature')
  })
})

describe('explanations of delphi', () => {
  it('are a file for each latent, JSON or plain text', async () => {
    const place = join(folder, 'explanations')
    mkdirSync(place)
    writeFileSync(join(place, 'layers.6_latent12.txt'), '"the word \\"and\\""')
    writeFileSync(join(place, 'layers.6_latent3.txt'), 'plain text\n')
    writeFileSync(join(place, 'layers.6_latent4.json'), '{"explanation": "an object"}')
    writeFileSync(join(place, 'layers.6_latent5.txt'), '{"scores": []}')
    const { format, rows, problems } = await readLabelFile(place, {})
    expect(format).toBe('delphi')
    expect(new Map(rows.map(({ feature, label }) => [feature, label]))).toEqual(
      new Map([
        [12, 'the word "and"'],
        [3, 'plain text'],
        [4, 'an object']
      ])
    )
    expect(rows[0].source).toBe('layers.6')
    expect(problems).toEqual([{ place: 'layers.6_latent5.txt', what: 'it holds no explanation' }])
  })
})

describe('labels of Loupe', () => {
  it('are read with all their fields, and refused from a newer version', async () => {
    const line = { schema: 'loupe.label', version: 1, feature: 5, label: 'five', status: 'draft', confidence: 2, tags: ['a'] }
    const { rows } = await readLabelFile(written('labels.jsonl', JSON.stringify({ ...line, facts: { density: 0.5 } })), {})
    expect(rows[0]).toMatchObject({ feature: 5, label: 'five', status: 'draft', confidence: 2, tags: ['a'] })
    const newer = written('newer.jsonl', JSON.stringify({ ...line, version: 2 }))
    await expect(readLabelFile(newer, {})).rejects.toMatchObject({ code: 'newer', place: newer })
  })

  it('of one annotator are told apart', async () => {
    const head = '{"schema":"loupe.annotations","version":1,"author":"Ada","run":"r","d_sae":8}'
    expect(await readLabelFile(written('ada.jsonl', head), {})).toMatchObject({ format: 'annotations', rows: [] })
  })
})

describe('a table', () => {
  it('is read by the usual names of columns', async () => {
    const path = written('t.csv', 'latent_id,explanation,tags,confidence\r\n4,"a, b",x; y,3\r\n5,,,\r\n')
    const { used, rows } = await readLabelFile(path, {})
    expect(used).toEqual({ feature: 'latent_id', label: 'explanation', tags: 'tags', confidence: 'confidence' })
    expect(rows[0]).toMatchObject({ feature: 4, label: 'a, b', tags: ['x', 'y'], confidence: 3, place: 'line 2' })
  })

  it('is read by the columns that are named, and says which lines are wrong', async () => {
    const path = written('odd.tsv', 'nr\twords\n1\tone\nx\ttwo\n3\tthree\tmore\n')
    expect(await readLabelFile(path, {})).toMatchObject({ rows: [], columns: ['nr', 'words'], used: {} })
    const { rows, problems } = await readLabelFile(path, { columns: { feature: 'nr', label: 'words' } })
    expect(rows.map(({ label }) => label)).toEqual(['one'])
    expect(problems.map(({ place }) => place)).toEqual(['line 3', 'line 4'])
    await expect(readLabelFile(path, { columns: { feature: 'id' } })).rejects.toMatchObject({
      code: 'usage',
      hint: 'It has: nr, words.'
    })
  })

  it('of an export of Loupe gives labels back as they were written', async () => {
    const path = written('features.csv', "feature,label,active_rows,nearest_cosine\r\n1,'=SUM(A1),2,0.5\r\n")
    expect((await readLabelFile(path, {})).rows[0].label).toBe('=SUM(A1)')
  })
})

describe('what is no file of labels', () => {
  it('is never more than a coded error or a problem with its place, however it was damaged', async () => {
    const random = createRandom(8)
    const lines = Array.from({ length: 6 }, (_, index) => dump(index, `label ${index}`))
    const sources: [string, Buffer][] = [
      ['m.jsonl', Buffer.from(lines.join('\n'))],
      ['m.jsonl.gz', gzipSync(lines.join('\n'))],
      ['m.csv', Buffer.from('feature,label,tags\n1,"a ""b""",x;y\n2,two,\n3,three,z\n')],
      ['m.loupe.jsonl', Buffer.from('{"schema":"loupe.label","version":1,"feature":1,"label":"one","tags":["a"]}\n')]
    ]
    for (const [name, bytes] of sources)
      for (let turn = 0; turn < 100; turn += 1) {
        const path = written(name, mutated(bytes, random))
        const outcome = await readLabelFile(path, {}).catch((thrown: unknown) => thrown)
        if (outcome instanceof Error) expect(outcome, `${name} ${turn}`).toMatchObject({ name: 'LoupeError', place: path })
        else for (const { place } of (outcome as { problems: { place: string }[] }).problems) expect(place).toMatch(/\d/)
      }
  })

  it('is refused with its place', async () => {
    const packed = gzipSync(dump(1, 'one'))
    const cases: [string, string][] = [
      [written('cut.jsonl.gz', packed.subarray(0, packed.length - 12)), 'truncated'],
      [written('noise.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, ...new Array(20).fill(7)])), 'malformed'],
      [written('latin.csv', Buffer.from([0x66, 0xe9, 0x0a])), 'malformed'],
      [join(folder, 'nothing.csv'), 'not-found'],
      [written('empty.jsonl', '\n'), 'empty'],
      [written('headless.jsonl', '{"feature":3,"label":"one"}\n'), 'malformed']
    ]
    for (const [path, code] of cases) await expect(readLabelFile(path, {})).rejects.toMatchObject({ code, place: path })
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    await expect(readLabelFile(empty, {})).rejects.toMatchObject({ code: 'unsupported', place: empty })
  })
})
