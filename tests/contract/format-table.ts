/** The table format × format of docs/formats.md: a row for each kind of dictionary found, a column for each format written. */
import { type DictionaryReport, formatTitles, type WrittenFormat } from '../../contract/records/dictionary-report'
import { formats } from '../../main/interchange/formats/registry'
import { writers } from '../../main/interchange/writers/registry'

/** Changes of a dictionary that was written, or the reason why it was not. */
export interface Cell {
  source: DictionaryReport
  format: WrittenFormat
  changes?: string[]
  reason?: string
}

export function formatTable(cells: Cell[]): string {
  const notes: string[] = []
  const noteOf = (text: string): number => {
    const general = text.replace(/\d+ (to|and) \d+/g, 'others').replace(/ \((layer|constant)-norm\)/, '')
    if (!notes.includes(general)) notes.push(general)
    return notes.indexOf(general) + 1
  }
  const rows = new Map<string, Map<string, Set<string>>>()
  for (const { source, format, changes = [], reason } of sorted(cells)) {
    const row = rows.get(rowName(source)) ?? new Map<string, Set<string>>()
    rows.set(rowName(source), row)
    const marks = changes.map((text) => `(${noteOf(text)})`).join(' ')
    const cell = reason === undefined ? `same${marks ? ` ${marks}` : ''}` : `– (${noteOf(reason)})`
    row.set(format, (row.get(format) ?? new Set()).add(cell))
  }
  const head = ['read from', ...writers.map(({ name }) => formatTitles[name])]
  const lines = [...rows].map(([name, row]) => [
    name,
    ...writers.map(({ name: format }) => [...(row.get(format) ?? [])].join(' or '))
  ])
  const table = [head, head.map(() => '---'), ...lines].map((columns) => `| ${columns.join(' | ')} |`)
  return [...table, '', ...notes.map((text, index) => `${index + 1}. ${text}`)].join('\n')
}

/** In the order of the readers, so that the table does not hang on the order of files. */
function sorted(cells: Cell[]): Cell[] {
  const order = (name: string): number => formats.findIndex((format) => format.name === name)
  return cells.toSorted(
    (a, b) => order(a.source.format) - order(b.source.format) || (rowName(a.source) < rowName(b.source) ? -1 : 1)
  )
}

function rowName({ format, architecture, kind, inputNorm }: DictionaryReport): string {
  return `${formatTitles[format]}: ${architecture}${kind === 'sae' ? '' : `, ${kind}`}${inputNorm ? `, ${inputNorm}` : ''}`
}
