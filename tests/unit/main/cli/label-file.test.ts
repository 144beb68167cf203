import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readLabelFile } from '../../../../main/cli/label-file'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loupe-labels-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function read(name: string, content: string) {
  const path = join(folder, name)
  writeFileSync(path, content)
  return readLabelFile(path)
}

const expected = [
  { feature: 3, change: { label: 'verbs, all', tags: ['a', 'b'], confidence: 2, status: 'labeled' } },
  { feature: 4, change: { label: '', tags: [], status: 'not-interpretable' } }
]

describe('labels from a file', () => {
  it('come from a table, also one of a spreadsheet', () => {
    const rows = ['feature,label,tags,confidence,status', '3,"verbs, all",a; b,2,', '4,,,,not-interpretable']
    expect(read('l.csv', rows.join('\n'))).toEqual(expected)
    const semicolons = '\uFEFFfeature;label;confidence\r\n3;verbs;2\r\n'
    expect(read('s.csv', semicolons)).toEqual([{ feature: 3, change: { label: 'verbs', confidence: 2, status: 'labeled' } }])
  })

  it.each([
    ['a list', (entries: unknown) => entries],
    ['“labels”', (labels: unknown) => ({ labels })],
    ['“features”, as exports have them', (features: unknown) => ({ schema: 'loupe.labels', features })]
  ])('come from JSON under %s', (_, wrap) => {
    const entries = [
      { feature: 3, label: 'verbs, all', tags: ['a', 'b'], confidence: 2 },
      { feature: 4, label: '', tags: [], confidence: null, status: 'not-interpretable' }
    ]
    expect(read('l.json', JSON.stringify(wrap(entries)))).toEqual(expected)
  })

  it.each([
    ['l.json', 'not json', 'malformed'],
    ['l.json', '{"labels":[{"label":"no feature"}]}', 'malformed'],
    ['l.json', '[]', 'empty'],
    ['l.csv', 'id,label\n1,x\n', 'malformed'],
    ['l.csv', 'feature,confidence\n1,9\n', 'malformed'],
    ['l.csv', 'feature,status\n1,perhaps\n', 'malformed'],
    ['l.csv', 'feature,label\n-1,x\n', 'malformed'],
    ['l.csv', 'feature,label\n', 'empty'],
    ['l.csv', 'feature,label\n,x\n', 'malformed'],
    ['l.csv', `feature,label\n1,${'x'.repeat(2001)}\n`, 'malformed'],
    ['l.csv', `feature,tags\n1,${'x'.repeat(81)}\n`, 'malformed'],
    ['l.csv', 'feature,label\n1,"open\n', 'malformed'],
    ['l.json', '{"other":[]}', 'malformed'],
    ['l.json', 'null', 'malformed'],
    ['l.json', '[3]', 'malformed'],
    ['l.csv', 'feature,label\n1,x\n1,y\n', 'malformed'],
    ['l.jsonl', '{"feature":1,"label":"x"}\n{"feature":1,"label":"x"}', 'malformed'],
    ['l.jsonl', '{"schema":"loupe.label","version":2,"feature":1,"label":"x"}', 'newer'],
    ['l.jsonl', '{"schema":"loupe.annotations","version":1,"author":"Bea"}', 'unsupported']
  ])('are refused as a whole when %s is %j', (name, content, code) => {
    expect(() => read(name, content)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name), place: join(folder, name) })
    )
  })

  it('name the label and the field that is wrong', () => {
    const text = 'feature,label,status\n1,x,\n2,y,perhaps\n'
    expect(() => read('l.csv', text)).toThrow(/label 2, status/)
  })

  it('that can not be read name the file', () => {
    const path = join(folder, 'nowhere.csv')
    expect(() => readLabelFile(path)).toThrow(
      expect.objectContaining({ code: 'not-found', message: expect.stringContaining('nowhere.csv'), place: path })
    )
    expect(() => readLabelFile(folder)).toThrow(expect.objectContaining({ code: 'malformed', place: folder }))
  })
})
