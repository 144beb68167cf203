/** A file or folder of labels, told by its content. Nothing of it is run, and no row is skipped without being told. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { annotationsSchema } from '../../../contract/records/annotator'
import { type LabelColumns, type LabelFileFormat, labelsSchema } from '../../../contract/records/label-file'
import { LoupeError } from '../../../contract/wire/errors'
import { readError } from '../files/system-errors'
import { delphi, filesIn, isDelphiFolder } from './delphi'
import { type LabelFile, Rows } from './found'
import { loupe } from './loupe'
import { isExplanation, neuronpedia, neuronpediaRows } from './neuronpedia'
import { table } from './table'
import { linesOf, textOf } from './text'

export interface LabelFileWish {
  format?: LabelFileFormat | undefined
  columns?: LabelColumns | undefined
}

/** Throws not-found, unreadable, unsupported, empty, malformed, truncated, newer, usage; each names the file. */
export async function readLabelFile(path: string, { format, columns }: LabelFileWish): Promise<LabelFile> {
  const facts = await stat(path).catch((thrown) => Promise.reject(readError(thrown, path)))
  if (facts.isDirectory()) return await readFolder(path, format)
  const text = await textOf(path)
  if (text.trim() === '')
    throw new LoupeError('empty', `${path} is empty.`, { hint: 'Name a file that holds labels.', place: path })
  const found = columns ? 'table' : (format ?? formatOf(text))
  if (found === 'annotations') return { format: 'annotations', rows: [], problems: [] }
  if (found === 'loupe') return loupe(text, path)
  if (found === 'neuronpedia') return neuronpedia(text)
  if (found === 'delphi')
    throw new LoupeError('usage', `${path} is a file; delphi’s explanations are a folder with one for each latent.`, {
      hint: 'Name the folder.',
      place: path
    })
  if (!columns && format === undefined && parsed(linesOf(text)[0]?.line ?? text) !== undefined)
    throw new LoupeError('malformed', `${path} is JSON, but does not say of which kind its labels are.`, {
      hint: 'Name labels.jsonl of an export, a file that “loupe labels export” wrote with its first line, or a table (CSV).',
      place: path
    })
  return table(text, path, columns)
}

function formatOf(text: string): LabelFileFormat {
  const [first] = linesOf(text)
  const value = parsed(first?.line ?? '') ?? parsed(text)
  if (isExplanation(value) || isExplanation(firstOf(value))) return 'neuronpedia'
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined
  if (schema === annotationsSchema) return 'annotations'
  return schema === labelsSchema ? 'loupe' : 'table'
}

function firstOf(value: unknown): unknown {
  if (Array.isArray(value)) return value[0]
  const list = typeof value === 'object' && value !== null && 'explanations' in value ? value.explanations : undefined
  return Array.isArray(list) ? list[0] : undefined
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Batches of a dump, or one file for each latent. */
async function readFolder(folder: string, format: LabelFileFormat | undefined): Promise<LabelFile> {
  const batches = (await filesIn(folder)).filter((name) => /\.jsonl(\.gz)?$/.test(name)).sort(byNumber)
  if (format !== 'delphi' && batches.length > 0) {
    const rows = new Rows()
    for (const name of batches) neuronpediaRows(await textOf(join(folder, name)), rows, `${name}, `)
    return { format: 'neuronpedia', rows: rows.rows, problems: rows.problems }
  }
  if (await isDelphiFolder(folder)) return await delphi(folder)
  throw new LoupeError('unsupported', `${folder} holds no labels that Loupe knows.`, {
    hint: 'Name a folder of delphi’s explanations (…_latent12.txt), or one with the batches of a Neuronpedia dump.',
    place: folder
  })
}

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })
