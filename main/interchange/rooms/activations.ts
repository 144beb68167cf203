/** Features of rows: what is active on each row, as compressed sparse rows in safetensors or as a long table in Parquet. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActivationFile, WrittenFile } from '../../../contract/records/export'
import type { ParquetColumn } from '../../codecs/parquet/write'
import { GrowingTensors } from '../convert/growing-tensors'
import { joinTensors } from '../convert/join-tensors'
import { createLabelCounts } from '../export/label-counts'
import { listedFeatures } from '../export/listed-features'
import type { ExportMaterial } from '../export/material'
import { notTheSame } from '../export/read-back'
import { writtenFile } from '../export/written-file'
import { factsOfFile } from '../files/file-facts'
import type { FileFacts } from '../files/file-writer'
import { createParquetWriter, readParquetRows } from '../files/parquet-file'
import { openSafetensors } from '../files/safetensors-file'
import { analysisOf } from './needs-analysis'
import { type Proven, provenContent, type Room } from './room'

const names: Record<ActivationFile, string> = { safetensors: 'activations.safetensors', parquet: 'activations.parquet' }
const contents: Record<ActivationFile, string> = {
  safetensors: 'starts [rows + 1], features and values: entries starts[i] … starts[i + 1] − 1 are active on row i',
  parquet: 'a line for each active feature of a row'
}

/** Rows that are read and written together. */
const windowRows = 4_096

export const activationsRoom: Room = {
  as: 'activations',
  check: analysisOf,
  async write(folder, material, files) {
    const form = material.activationFile ?? 'safetensors'
    const counts = createLabelCounts()
    const listed = new Set<number>()
    for await (const { feature } of listedFeatures(material, counts)) listed.add(feature)
    const facts = form === 'parquet' ? await writeTable(folder, material, listed) : await writeTensors(folder, material, listed)
    files.push(writtenFile(names[form], facts, contents[form]))
    return { counts, gaps: [], prove: () => proveFeatures(folder, material, listed, form) }
  },
  async verify(folder, { files }) {
    let entries = 0
    for await (const _ of entriesIn(folder, formOf(files))) entries += 1
    return provenContent(entries)
  }
}

interface Window {
  from: number
  /** By row: features ascending, with their activations. */
  rows: { features: number[]; values: number[] }[]
}

async function* windowsOf(material: ExportMaterial, listed: Set<number>): AsyncGenerator<Window> {
  const { activations, rows } = analysisOf(material)
  for (let from = 0; from < rows.rows; from += windowRows) {
    material.signal.throwIfAborted()
    material.onProgress({ done: from, total: rows.rows, unit: 'rows', note: 'Writing activations' })
    const count = Math.min(windowRows, rows.rows - from)
    yield {
      from,
      rows: await Promise.all(Array.from({ length: count }, async (_, at) => ofRow(await activations.row(from + at), listed)))
    }
  }
}

function ofRow({ features, values }: { features: Uint32Array; values: Float32Array }, listed: Set<number>) {
  const kept = Array.from(features.keys()).filter((at) => listed.has(features[at]))
  return { features: kept.map((at) => features[at]), values: kept.map((at) => values[at]) }
}

async function writeTensors(folder: string, material: ExportMaterial, listed: Set<number>): Promise<FileFacts> {
  const parts = join(folder, '.parts')
  await mkdir(parts)
  const tensors = new GrowingTensors(parts)
  let entries = 0
  let count = 0
  try {
    await tensors.add('starts', BigInt64Array.of(0n))
    for await (const { rows } of windowsOf(material, listed)) {
      const starts: bigint[] = []
      for (const { features } of rows) {
        entries += features.length
        starts.push(BigInt(entries))
      }
      await tensors.add('starts', BigInt64Array.from(starts))
      await tensors.add('features', Int32Array.from(rows.flatMap(({ features }) => features)))
      await tensors.add('values', Float32Array.from(rows.flatMap(({ values }) => values)))
      count += rows.length
    }
    await joinTensors(parts, tensors.all(), { starts: [count + 1], features: [entries], values: [entries] })
  } finally {
    await tensors.close()
  }
  await rename(join(parts, 'joined'), join(folder, names.safetensors))
  await rm(parts, { recursive: true })
  return factsOfFile(join(folder, names.safetensors))
}

async function writeTable(folder: string, material: ExportMaterial, listed: Set<number>): Promise<FileFacts> {
  const { rows: table } = analysisOf(material)
  const columns: ParquetColumn[] = [
    { name: 'row', kind: 'i64' },
    { name: 'feature', kind: 'i32' },
    { name: 'activation', kind: 'f32' },
    ...(table.hasTokens ? [{ name: 'token', kind: 'text' as const }] : [])
  ]
  const writer = await createParquetWriter(join(folder, names.parquet), columns)
  try {
    for await (const { from, rows } of windowsOf(material, listed)) {
      const tokens = table.hasTokens ? await table.tokens(from, from + rows.length) : []
      const each = <T>(value: (at: number) => T): T[] => rows.flatMap(({ features }, at) => features.map(() => value(at)))
      const cells = [each((at) => from + at), rows.flatMap(({ features }) => features), rows.flatMap(({ values }) => values)]
      await writer.write(table.hasTokens ? [...cells, each((at) => tokens[at])] : cells)
    }
    return await writer.finish({ d_sae: String(material.dictionary.dSae), rows: String(table.rows) })
  } finally {
    await writer.abandon()
  }
}

/** Sums by feature as they were read back against those of the analysis by feature, which the file was not written from. */
async function proveFeatures(
  folder: string,
  material: ExportMaterial,
  listed: Set<number>,
  form: ActivationFile
): Promise<Proven> {
  const { activations } = analysisOf(material)
  const sums = new Map<number, { count: number; sum: number }>()
  const seen = new Set<number>()
  for await (const { row, feature, value } of entriesIn(folder, form)) {
    const own = sums.get(feature) ?? { count: 0, sum: 0 }
    sums.set(feature, { count: own.count + 1, sum: own.sum + value })
    seen.add(row)
  }
  for (const feature of listed) {
    material.signal.throwIfAborted()
    const { values } = await activations.postings(feature)
    const own = sums.get(feature) ?? { count: 0, sum: 0 }
    const same = own.count === values.length && own.sum === values.reduce((sum, value) => sum + value, 0)
    if (!same) throw notTheSame('the activations')
  }
  return provenContent(seen.size)
}

interface Entry {
  row: number
  feature: number
  value: number
}

async function* entriesIn(folder: string, form: ActivationFile): AsyncGenerator<Entry> {
  if (form === 'parquet') {
    for await (const { row, feature, activation } of readParquetRows(join(folder, names.parquet)))
      yield { row: Number(row), feature: Number(feature), value: Number(activation) }
    return
  }
  const file = await openSafetensors(join(folder, names.safetensors))
  try {
    const [starts, features, { data: values }] = [
      await file.numbers('starts'),
      await file.numbers('features'),
      await file.tensor('values')
    ]
    for (let row = 0; row + 1 < starts.length; row += 1)
      for (let at = Number(starts[row]); at < Number(starts[row + 1]); at += 1)
        yield { row, feature: Number(features[at]), value: values[at] }
  } finally {
    await file.close()
  }
}

function formOf(files: WrittenFile[]): ActivationFile {
  return files.some(({ name }) => name === names.parquet) ? 'parquet' : 'safetensors'
}
