import { copyFileSync, existsSync, readdirSync, readFileSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readParquetRows } from '../../../../../main/interchange/files/parquet-file'
import { asWritten, csvRecord, harmless } from '../../../../../main/interchange/labels/cells'
import { labelFilesAgree, textOf } from '../../../../../main/interchange/labels/compare'
import { type CsvLabel, readLabelsCsv } from '../../../../../main/interchange/labels/csv'
import { entryFrom, type LabelEntry } from '../../../../../main/interchange/labels/entry'
import { labelsJsonSchema, readLabels } from '../../../../../main/interchange/labels/jsonl'
import { createLabelFiles } from '../../../../../main/interchange/labels/write'
import { exampleOf, factsOf, featuresOf, hardLabels, pending, temporaryFolder } from '../material'

const whole = { statuses: ['labeled', 'not-interpretable', 'draft', 'pending'] as const, notes: true, examples: true }

async function written(entries: LabelEntry[], scope = { notes: true, examples: true }): Promise<string> {
  const folder = temporaryFolder()
  const files = await createLabelFiles(folder, scope)
  for (const entry of entries) await files.write(entry)
  await files.finish()
  return folder
}

function entriesOf(scope: { notes: boolean; examples: boolean } = whole): LabelEntry[] {
  return featuresOf(8).flatMap((feature) => entryFrom(feature, { ...whole, ...scope, statuses: [...whole.statuses] }) ?? [])
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const result: T[] = []
  for await (const item of items) result.push(item)
  return result
}

/** Files of a folder that this process still has open; only Linux tells. */
function openFilesIn(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc/self/fd').flatMap((number) => {
    // The listing itself is gone by now.
    const path = existsSync(join('/proc/self/fd', number)) ? readlinkSync(join('/proc/self/fd', number)) : ''
    return path.startsWith(folder) ? [path] : []
  })
}

describe('the entry of a feature', () => {
  it('has label, facts and examples in the published names', () => {
    const feature = { feature: 3, label: hardLabels[0], facts: factsOf(3), examples: [exampleOf(' self')] }
    expect(entryFrom(feature, { ...whole, statuses: ['labeled'] })).toEqual({
      feature: 3,
      label: 'they / their, "possessive"',
      status: 'labeled',
      confidence: 2,
      tags: ['syntax', 'a;b', 'x, y'],
      notes: 'a,b\r\n"c"\n# d\te',
      facts: { density: 0.125, active_rows: 5, mean: 1.5, max: 2.25, mass: 0.01, nearest_cosine: 0.5 },
      examples: [
        { row: 12, activation: 2.25, source: 'py 1:4', tokens: ['return', ' self', '\n'], activations: [0, 2.25, 0.5], peak: 1 }
      ]
    })
  })

  it('has the checks of the label, and they come back as they were', async () => {
    const quiz = {
      id: 'q',
      label: 'then',
      author: 'Ada',
      at: 5,
      balanced_accuracy: 0.8,
      interval: [0.47, 0.91] as [number, number]
    }
    const score = { threshold: 0, rows: 9, fires: 4, named: 4, both: 3, precision: 0.75, recall: 0.75, f1: 0.75 }
    const rule = { kind: 'tokens' as const, tokens: ['a', ','], trim: true, ignoreCase: false }
    const given = { feature: 3, label: hardLabels[0], quiz, rule: { rule, author: 'Ada', at: 6, label: 'then', score } }
    const entry = entryFrom(given, { ...whole, statuses: ['labeled'] })
    expect(entry).toMatchObject({ quiz: given.quiz, rule: given.rule })
    const folder = await written(entry ? [entry] : [])
    expect(await all(readLabels(join(folder, 'labels.jsonl')))).toEqual([entry])
    expect(await labelFilesAgree(folder, entry ? [textOf(entry)] : [])).toBe(true)
  })

  it('leaves out what the scope leaves out', () => {
    const feature = { feature: 3, label: pending, facts: factsOf(3), examples: [exampleOf('x')] }
    expect(entryFrom(feature, { statuses: ['labeled'], notes: true, examples: true })).toBeUndefined()
    const bare = entryFrom(feature, { statuses: ['pending'], notes: false, examples: false })
    expect(bare).not.toHaveProperty('notes')
    expect(bare).not.toHaveProperty('examples')
  })
})

describe('labels.jsonl', () => {
  it('is a line of JSON for each feature, exactly as it was written', async () => {
    const entries = entriesOf()
    const folder = await written(entries)
    const lines = readFileSync(join(folder, 'labels.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      entries.map((entry) => ({ schema: 'loupe.label', version: 1, ...entry }))
    )
    expect(await all(readLabels(join(folder, 'labels.jsonl')))).toEqual(entries)
  })

  it('is valid without any feature', async () => {
    const folder = await written([])
    expect(readFileSync(join(folder, 'labels.jsonl'), 'utf8')).toBe('')
    expect(await all(readLabels(join(folder, 'labels.jsonl')))).toEqual([])
    expect(await labelFilesAgree(folder)).toBe(true)
  })

  it('follows the published schema, which is written beside it', async () => {
    const folder = await written(entriesOf())
    expect(readFileSync(join(folder, 'labels.schema.json'), 'utf8')).toBe(labelsJsonSchema())
    const published = join(import.meta.dirname, '../../../../../docs/schemas/labels-1.json')
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(labelsJsonSchema()))
  })

  it('says where it was cut off or changed', async () => {
    const folder = await written(entriesOf())
    const path = join(folder, 'labels.jsonl')
    const text = readFileSync(path, 'utf8')
    for (const missing of [1, 4, 5, 100]) {
      truncateSync(path, Buffer.byteLength(text) - missing)
      await expect(all(readLabels(path))).rejects.toMatchObject({ code: 'truncated', place: path })
    }
    writeFileSync(path, text.replace('"feature":1,', '"feature":-1,'))
    await expect(all(readLabels(path))).rejects.toMatchObject({ code: 'malformed', place: `${path}:2` })
    writeFileSync(path, text.replace('"version":1', '"version":2'))
    await expect(all(readLabels(path))).rejects.toMatchObject({ code: 'malformed', place: `${path}:1` })
    expect(openFilesIn(folder)).toEqual([])
  })
})

describe('features.parquet', () => {
  it('holds labels and facts as typed columns, null where there are none', async () => {
    const [first, , third] = entriesOf()
    const folder = await written([first, { ...third, facts: undefined, examples: undefined, notes: undefined, confidence: null }])
    const rows = await all(readParquetRows(join(folder, 'features.parquet')))
    expect(rows[0]).toEqual({
      feature: 0,
      label: 'they / their, "possessive"',
      status: 'labeled',
      confidence: 2,
      tags: ['syntax', 'a;b', 'x, y'],
      density: 0.125,
      active_rows: 5,
      mean: 1.5,
      max: 2.25,
      mass: 0.01,
      nearest_cosine: 0.5,
      notes: 'a,b\r\n"c"\n# d\te',
      top_example: 'return self\n'
    })
    expect(rows[1]).toMatchObject({ confidence: null, density: null, active_rows: null, notes: null, top_example: null })
  })
})

describe('features.csv', () => {
  it('has one record per feature with points as decimals and a head', async () => {
    const folder = await written(entriesOf().slice(0, 1))
    const [first, second] = readFileSync(join(folder, 'features.csv'), 'utf8').split('\r\n')
    expect(first).toBe('feature,label,status,confidence,tags,density,active_rows,mean,max,mass,nearest_cosine,notes,top_examples')
    expect(second).toBe('0,"they / their, ""possessive""",labeled,2,"syntax; a;b; x, y",0.125,5,1.5,2.25,0.01,0.5,"a,b')
  })

  it('shows examples as text with the peak marked and line ends visible', async () => {
    const folder = await written(entriesOf().slice(0, 1))
    expect(readFileSync(join(folder, 'features.csv'), 'utf8')).toContain('2.25 · py 1:4 · return« self»↵')
  })

  it('has no columns for what was left out', async () => {
    const scope = { notes: false, examples: false }
    const folder = await written(entriesOf(scope), scope)
    expect(readFileSync(join(folder, 'features.csv'), 'utf8').split('\r\n')[0]).not.toMatch(/notes|examples/)
    expect((await all(readLabelsCsv(join(folder, 'features.csv')))).map(({ notes }) => notes)).toEqual(Array(8).fill(undefined))
    expect(await labelFilesAgree(folder)).toBe(true)
  })

  it('begins no cell with a sign that a spreadsheet takes for a formula', async () => {
    const folder = await written(entriesOf())
    const cells = (await all<CsvLabel>(readLabelsCsv(join(folder, 'features.csv')))).length
    expect(cells).toBe(8)
    const text = readFileSync(join(folder, 'features.csv'), 'utf8')
    expect(text).not.toMatch(/(^|,|\r\n)"?[=+@]/)
    expect(text).toContain(`"'=HYPERLINK(""http://x"";""y"")"`)
  })

  it('gives back any text it made harmless', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['=+\-@\t\r\n＝]{0,4}a?$/)), (text) => {
        expect(asWritten(harmless(text))).toBe(text)
        expect(harmless(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      })
    )
  })

  it('writes numbers with a point and empty cells for what is not there', () => {
    expect(csvRecord([0.000001, 1e-7, -2, null, undefined, ''])).toBe('0.000001,1e-7,-2,,,\r\n')
  })

  it('is refused with its name when it is no table', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'features.csv'), 'feature,label\r\n1,"a')
    await expect(all(readLabelsCsv(join(folder, 'features.csv')))).rejects.toMatchObject({ code: 'malformed' })
    expect(openFilesIn(folder)).toEqual([])
  })
})

describe('the comparison of label files', () => {
  it('finds what was written, with all hard characters', async () => {
    const entries = entriesOf()
    expect(await labelFilesAgree(await written(entries), entries.map(textOf))).toBe(true)
  })

  it('finds any texts that people can write', async () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom('"', ',', '\n', '\r', "'", '=', ';', '\u2028', '\ud800', ' '), fc.string())
    })
    const entry = fc.record({ label: text, notes: text, tags: fc.array(text, { maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 4 }), async (texts) => {
        const entries: LabelEntry[] = texts.map((own, feature) => ({ feature, status: 'labeled', confidence: 1, ...own }))
        expect(await labelFilesAgree(await written(entries), entries.map(textOf))).toBe(true)
      }),
      { numRuns: 40 }
    )
  })

  it('notices a changed text in either file, a missing and an extra feature', async () => {
    const entries = entriesOf()
    const texts = entries.map(textOf)
    const changed = texts.map((text, i) => (i === 2 ? { ...text, tags: ['other'] } : text))
    const folder = await written(entries)
    expect(await labelFilesAgree(folder, changed)).toBe(false)
    expect(await labelFilesAgree(folder, texts.slice(1))).toBe(false)
    expect(await labelFilesAgree(folder, [...texts, texts[0]])).toBe(false)
    expect(openFilesIn(folder)).toEqual([])
    const path = join(folder, 'features.csv')
    const csv = readFileSync(path, 'utf8')
    writeFileSync(path, csv.replace('they', 'them'))
    expect(await labelFilesAgree(folder)).toBe(false)
    writeFileSync(path, csv.slice(0, csv.lastIndexOf('\r\n7,') + 2))
    expect(await labelFilesAgree(folder)).toBe(false)
    writeFileSync(path, csv)
    const [other, facts] = [
      await written(entries.slice(1)),
      await written([{ ...entries[0], facts: undefined }, ...entries.slice(1)])
    ]
    for (const from of [other, facts]) {
      copyFileSync(join(from, 'features.parquet'), join(folder, 'features.parquet'))
      expect(await labelFilesAgree(folder)).toBe(false)
    }
  })
})
