/** Loupe's own labels.jsonl, as an export has it: one feature a line (schemas/labels-1.json). */
import { labelsVersion } from '../../../contract/records/label-file'
import { LoupeError } from '../../../contract/wire/errors'
import { type LabelFile, Rows } from './found'
import { linesOf } from './text'

/** Throws newer. Facts and examples of the file are of its own data and are not taken. */
export function loupe(text: string, path: string): LabelFile {
  const rows = new Rows()
  for (const { line, number } of linesOf(text)) {
    const place = `line ${number}`
    const value = recordFrom(line)
    if (!value) {
      rows.refuse(place, 'this is not JSON')
      continue
    }
    if (typeof value.version === 'number' && value.version > labelsVersion) throw newer(path, value.version)
    const { feature, label, notes, tags, status } = value
    const confidence = value.confidence === null ? undefined : value.confidence
    rows.add({ feature, label, notes, tags, status, confidence }, { place, why: 'Label of another project' })
  }
  return { format: 'loupe', rows: rows.rows, problems: rows.problems }
}

function recordFrom(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function newer(path: string, version: number): LoupeError {
  return new LoupeError('newer', `${path} was written by a newer Loupe (version ${version} of the file).`, {
    hint: 'Update Loupe, then import it again.',
    place: path
  })
}
