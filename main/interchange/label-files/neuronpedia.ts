/**
 * Explanations as Neuronpedia gives them: rows of its dumps (explanations/batch-N.jsonl.gz: modelId, layer, index, description,
 * typeName, explanationModelName), or the answer of its export, a list of the same under `explanations`.
 */
import { isObject, jsonFrom } from '../../codecs/json-values'
import type { LabelFile } from './found'
import { featureFrom, Rows } from './found'
import { linesOf } from './text'

export function isExplanation(value: unknown): boolean {
  return isObject(value) && 'index' in value && 'description' in value
}

/** `name` stands before the line where there are several files. */
export function neuronpediaRows(text: string, rows: Rows, name = ''): void {
  const list = wholeList(text)
  if (list) for (const [at, value] of list.entries()) addRow(value, `${name}explanation ${at + 1}`, rows)
  else for (const { line, number } of linesOf(text)) addRow(jsonFrom(line), `${name}line ${number}`, rows)
}

export function neuronpedia(text: string): LabelFile {
  const rows = new Rows()
  neuronpediaRows(text, rows)
  return { format: 'neuronpedia', rows: rows.rows, problems: rows.problems }
}

/** A file that is one JSON value: the list itself, or under `explanations`. */
function wholeList(text: string): unknown[] | undefined {
  if (!/^\s*\[/.test(text) && !/"explanations"\s*:/.test(text.slice(0, 4096))) return undefined
  const value = jsonFrom(text)
  if (Array.isArray(value)) return value
  return isObject(value) && Array.isArray(value.explanations) ? value.explanations : undefined
}

function addRow(value: unknown, place: string, rows: Rows): void {
  if (!isObject(value)) {
    rows.refuse(place, 'this is not JSON with the fields of an explanation')
    return
  }
  const { index, description, modelId, layer, typeName, explanationModelName, notes } = value
  const label = typeof description === 'string' ? description.trim() : description
  const model = typeof explanationModelName === 'string' && explanationModelName !== '' ? ` of ${explanationModelName}` : ''
  const method = typeof typeName === 'string' && typeName !== '' ? `, method ${typeName}` : ''
  const source = [modelId, layer].filter((part) => typeof part === 'string' && part !== '').join(' ')
  rows.add(
    { feature: featureFrom(index), label, ...(typeof notes === 'string' && notes !== '' ? { notes } : {}) },
    { place, why: `Explanation${model} on Neuronpedia${method}`, ...(source === '' ? {} : { source }) }
  )
}
