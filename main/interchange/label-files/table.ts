/** Labels in a table, CSV or TSV: columns by the names that are usual, or as a person names them. */
import type { LabelColumns } from '../../../contract/records/label-file'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { recordsFromText, separatorOf } from '../../codecs/csv'
import { asWritten } from '../labels/cells'
import { featureFrom, type LabelFile, Rows } from './found'

const usual: Record<keyof LabelColumns, RegExp> = {
  feature: /^(feature|latent|neuron|index|id)(_?(id|index|idx))?$/i,
  label: /^(label|explanation|description|text|name|title)$/i,
  notes: /^(notes?|comment)$/i,
  tags: /^tags?$/i,
  confidence: /^confidence$/i,
  status: /^status$/i
}

/** Throws malformed where it is no table; without columns for feature and label it has no rows. */
export function table(text: string, path: string, wanted: LabelColumns = {}): LabelFile {
  const [head, ...records] = recordsOf(text, path)
  const columns = (head?.cells ?? []).map((name) => name.trim())
  const used = usedColumns(columns, wanted, path)
  const rows = new Rows()
  // What an export of Loupe wrote for spreadsheets is read as it was meant.
  const asIs = columns.includes('nearest_cosine') && columns.includes('active_rows') ? asWritten : (text: string) => text
  const { feature, label } = used
  if (feature !== undefined && label !== undefined)
    for (const { cells, line } of records) {
      const cell = (name: string | undefined) =>
        name === undefined ? undefined : asIs((cells[columns.indexOf(name)] ?? '').trim())
      if (cells.length > columns.length)
        rows.refuse(`line ${line}`, `it has ${cells.length} cells, the head has ${columns.length}`)
      else rows.add(rowFrom(used, cell), { place: `line ${line}`, why: `Column ${label} of a table` })
    }
  return { format: 'table', rows: rows.rows, problems: rows.problems, columns, used }
}

function recordsOf(text: string, path: string) {
  const plain = text.replace(/^\uFEFF/, '')
  try {
    return recordsFromText(plain, separatorOf(plain.split('\n', 1)[0] ?? ''))
  } catch (thrown) {
    throw new LoupeError('malformed', `${path} can not be read as a table: ${errorRecordFrom(thrown).message}`, {
      hint: 'Save it as CSV with a line of names at the top.',
      place: path
    })
  }
}

/** Those that are wanted, the usual names for the rest. Throws usage for one that is not there. */
function usedColumns(columns: string[], wanted: LabelColumns, path: string): LabelColumns {
  const used: LabelColumns = {}
  for (const key of Object.keys(usual) as (keyof LabelColumns)[]) {
    const name = wanted[key] ?? columns.find((column) => usual[key].test(column) && !Object.values(wanted).includes(column))
    if (name === undefined || name === '') continue
    if (!columns.includes(name))
      throw new LoupeError('usage', `${path} has no column “${name}”.`, {
        hint: `It has: ${columns.slice(0, 20).join(', ')}.`,
        place: path
      })
    used[key] = name
  }
  return used
}

function rowFrom(used: LabelColumns, cell: (name: string | undefined) => string | undefined): Record<string, unknown> {
  const confidence = cell(used.confidence)
  const status = cell(used.status)
  const notes = cell(used.notes)
  const tags = cell(used.tags)
  return {
    feature: featureFrom(cell(used.feature) ?? ''),
    label: cell(used.label),
    ...(notes ? { notes } : {}),
    ...(tags ? { tags: tags.split(';').flatMap((tag) => tag.trim() || []) } : {}),
    ...(confidence ? { confidence: Number(confidence) } : {}),
    ...(status ? { status } : {})
  }
}
