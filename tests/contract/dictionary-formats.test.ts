/**
 * Every golden dictionary in every format that Loupe writes, read again: the same activations and reconstructions, or the
 * reason why that format can not hold it. The table of docs/formats.md is made here; LOUPE_RECORD=1 writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Conversion } from '../../contract/records/conversion'
import type { DictionaryReport } from '../../contract/records/dictionary-report'
import { convertDictionary, openDictionary, readDictionary, referenceEncoder, verifyFolder } from '../../main/interchange'
import { writers } from '../../main/interchange/writers/registry'
import { denseRows, goldenDictionaries, greatestDifference } from '../unit/main/interchange/formats/golden'
import { temporaryFolder } from '../unit/main/interchange/material'
import { type Cell, formatTable } from './format-table'

const docs = resolve(import.meta.dirname, '../../docs/formats.md')
const cells: Cell[] = []
/** With this many features, b_dec folded into a bias is off by a rounding of sums of 48 terms. */
const tolerance = 1e-5

describe.each(goldenDictionaries())('$name', ({ name, path, batch, acts, recon }) => {
  it.each(writers.map(({ name: format }) => format))('as %s', async (format) => {
    const folder = join(temporaryFolder(), 'out')
    const opened = await openDictionary(path)
    await opened.close()
    const writer = writers.find((each) => each.name === format)!
    const reason = writer.refuses(opened.about)
    if (reason !== undefined) {
      cells.push({ source: opened.report, format, reason })
      await expect(convertDictionary({ path, folder, format, type: 'f32' })).rejects.toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining(reason),
        hint: expect.stringContaining('loupe'),
        place: opened.report.files[0]
      })
      return
    }
    const conversion = await convertDictionary({ path, folder, format, type: 'f32' })
    cells.push({ source: opened.report, format, changes: conversion.changes })
    const { dictionary, report } = await readDictionary(folder)
    const encoder = referenceEncoder(dictionary)
    expect(greatestDifference(denseRows(encoder.encode(batch)), acts)).toBeLessThan(tolerance)
    expect(greatestDifference(encoder.reconstruct(batch), recon)).toBeLessThan(tolerance)
    expect({ format: report.format, kind: kindOf(report) }).toEqual({ format, kind: kindOf(opened.report) })
    expect(conversion.verified.rows).toBeGreaterThan(0)
    await expect(verifyFolder(folder)).resolves.toMatchObject({ files: conversion.files.length })
    if (format === 'loupe') await checkHalves(path, name)
  })
})

/** A skip transcoder, a crosscoder … stays one. */
function kindOf({ kind, dIn, dSae, dOut, streams }: DictionaryReport) {
  return { kind, dIn, dSae, dOut, streams }
}

/** In halves every number is the nearest one that there is. */
async function checkHalves(path: string, name: string): Promise<void> {
  const { dictionary } = await readDictionary(path)
  for (const [type, share] of [
    ['f16', 2 ** -11],
    ['bf16', 2 ** -8]
  ] as const) {
    const folder = join(temporaryFolder(), 'halves')
    const conversion: Conversion = await convertDictionary({ path, folder, format: 'loupe', type })
    const halves = (await readDictionary(folder)).dictionary
    for (const [tensor, { data }] of Object.entries(dictionary.tensors)) {
      const off = data.some((value, at) => Math.abs(halves.tensors[tensor].data[at] - value) > Math.abs(value) * share + 1e-7)
      expect(off, `${name} ${tensor} ${type}`).toBe(false)
    }
    expect(conversion.type).toBe(type)
  }
}

afterAll(() => {
  const text = readFileSync(docs, 'utf8')
  const table = formatTable(cells)
  const [begin, end] = ['<!-- table of formats: made by tests/contract/dictionary-formats.test.ts -->', '<!-- end of table -->']
  const [before, rest] = text.split(begin)
  const now = `${before}${begin}\n${table}\n${end}${rest?.split(end)[1] ?? '\n'}`
  if (process.env.LOUPE_RECORD) writeFileSync(docs, now)
  else expect(text, 'docs/formats.md: LOUPE_RECORD=1 writes the table anew').toBe(now)
})
