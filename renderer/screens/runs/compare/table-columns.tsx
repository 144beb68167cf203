/** The columns of the table of runs; with "only differences" those in which the runs differ, and the fields in which they do. */
import type { Run } from '../../../../contract/records/run'
import { formatCount, formatFixed } from '../../../widgets/format'
import type { TableColumn } from '../../../widgets/virtual-table/types'
import type { ConfigField } from '../fields/field'
import { DeadCell, DurationCell, ExplainedCell, EyeCell, NoteCell, StateCell, SwatchCell, TagsCell } from './cells'
import styles from './compare.module.css'
import { columnValue, differingColumns, differingFields, ownText, type RunColumn, runColumns } from './run-list'

export interface ColumnsRequest {
  runs: readonly Run[]
  isDrawn(run: Run): boolean
  baseline: Run | undefined
  isDifferences: boolean
  /** px that the table has; fields that find no room are left to the differences of two runs. */
  width: number
}

type Column = TableColumn<Run>

/** Fields of the configuration that have a column of their own anyway. */
const inColumns = ['architecture', 'kind', 'dSae', 'seed']
export function tableColumns(request: ColumnsRequest): Column[] {
  const { runs, isDrawn, isDifferences } = request
  const all = columnsOf(request)
  const shown = isDifferences ? differingColumns(runs) : usualColumns(runs)
  const fields = isDifferences ? differingFields(runs).filter(({ key }) => !inColumns.includes(key)) : []
  const fixed = [20, 28, ...shown.map((column) => leastWidth(all[column]))]
  const room = request.width - edges - fixed.reduce((sum, width) => sum + width + gap, 0)
  const measured = shown.filter((column) => !afterFields.includes(column))
  return [
    { id: 'eye', head: '', width: '20px', cell: (run) => <EyeCell run={run} isDrawn={isDrawn(run)} /> },
    { id: 'swatch', head: '', width: '28px', cell: (run) => <SwatchCell run={run} isDrawn={isDrawn(run)} /> },
    ...measured.map((column) => all[column]),
    ...fitting(fields.map(fieldColumn), room),
    ...shown.filter((column) => afterFields.includes(column)).map((column) => all[column])
  ]
}

/** px between columns, and at both sides together. */
const gap = 12
const edges = 48

/** px that a column takes at least: the first length of its track. */
function leastWidth(column: Column): number {
  return Number(/(\d+)px/.exec(column.width)?.[1] ?? 0)
}

/** As many of the first columns as there is room for. */
function fitting(columns: Column[], room: number): Column[] {
  let left = room
  return columns.filter((column) => {
    left -= leastWidth(column) + gap
    return left >= 0
  })
}

const afterFields: RunColumn[] = ['tags', 'note']

/** The kind says nothing while every run is an autoencoder, tags nothing while there are none. */
function usualColumns(runs: readonly Run[]): RunColumn[] {
  const hasKinds = runs.some((run) => (run.config.kind ?? 'sae') !== 'sae')
  const hasTags = runs.some((run) => run.tags.length > 0)
  return runColumns.filter((column) => (column !== 'kind' || hasKinds) && (column !== 'tags' || hasTags))
}

function columnsOf({ baseline }: ColumnsRequest): Record<RunColumn, Column> {
  const text = (id: RunColumn, head: string, width: string): Column => ({
    id,
    head,
    width,
    sortable: true,
    cell: (run) => <span className={styles.quiet}>{columnValue(run, id)}</span>
  })
  const number = (id: RunColumn, head: string, width: string, title: string, cell: Column['cell']): Column => ({
    id,
    head,
    width,
    title,
    align: 'right',
    sortable: true,
    cell
  })
  return {
    name: { ...text('name', 'run', 'minmax(120px, 1.2fr)'), cell: (run) => <span className={styles.name}>{run.name}</span> },
    state: { ...text('state', 'state', '92px'), cell: (run) => <StateCell run={run} /> },
    architecture: text('architecture', 'architecture', '112px'),
    kind: text('kind', 'kind', '104px'),
    width: number('width', 'features', '64px', 'width of the dictionary', (run) => (
      <span className={`mono ${styles.quiet}`}>{formatCount(run.config.dSae)}</span>
    )),
    l0: number('l0', 'L0', '60px', 'mean active features per validation row', (run) => (
      <span className={`mono ${styles.value}`}>{formatFixed(run.validation?.l0, 1)}</span>
    )),
    explained: number('explained', 'explained var.', '128px', 'explained variance on validation rows', (run) => (
      <ExplainedCell run={run} baseline={baseline} />
    )),
    dead: number('dead', 'dead', '60px', 'features that fired on no validation row', (run) => <DeadCell run={run} />),
    seed: number('seed', 'seed', '44px', 'of everything random', (run) => (
      <span className={`mono ${styles.quiet}`}>{run.config.seed}</span>
    )),
    duration: number('duration', 'duration', '88px', 'training time, pauses not counted', (run) => <DurationCell run={run} />),
    tags: { ...text('tags', 'tags', 'minmax(80px, 0.8fr)'), cell: (run) => <TagsCell run={run} /> },
    note: { ...text('note', 'note', 'minmax(80px, 1.2fr)'), cell: (run) => <NoteCell run={run} /> }
  }
}

function fieldColumn(field: ConfigField): Column {
  const isNumber = field.kind === 'whole' || field.kind === 'number' || field.kind === 'share'
  return {
    id: `field ${field.key}`,
    head: field.label,
    width: isNumber ? '84px' : '104px',
    title: field.hint,
    align: isNumber ? 'right' : 'left',
    cell: (run) => <span className={isNumber ? 'mono' : undefined}>{ownText(field, run)}</span>
  }
}
