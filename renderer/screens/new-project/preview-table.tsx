/** Some rows as they are in the files: cells of the row table, the norm, the first activations. */
import type { RowColumn } from '../../../contract/records/dataset'
import type { ActivationSummary, RowTableSummary } from '../../../contract/records/inspection'
import { useCommands } from '../../app/commands/commands'
import { type ImageSource, useRowPictures } from '../../app/features/row-picture'
import { Button } from '../../widgets/button'
import { formatCount } from '../../widgets/format'
import { Section } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import { toastError } from '../../widgets/toast/toast-store'
import { previewRows } from './draft-reading'
import { previewTableOf } from './draft-sources'
import { useDraft } from './draft-store'
import styles from './new-project.module.css'
import { isImage, isNumber, PreviewLine } from './preview-line'

export interface PreviewTableProps {
  activations: ActivationSummary
  rowTable: RowTableSummary | undefined
}

const shownRows = 12

export function PreviewTable({ activations, rowTable }: PreviewTableProps) {
  const preview = useDraft((draft) => draft.preview)
  const pictureOf = useRowPictures(useImageSource(), pictureHeight)
  useCommands([
    {
      id: 'data.randomRows',
      title: 'Preview random rows',
      keys: ['R'],
      scope: 'files',
      run: () => void previewRows(randomRows(activations.rows, shownRows)).catch(toastError)
    }
  ])
  const columns = tokenFirst(rowTable?.columns ?? [])
  const values = Math.max(0, ...preview.map((row) => row.values.length))
  return (
    <Section
      title="Row preview"
      className={styles.preview}
      actions={
        <>
          {formatCount(preview.length)} of {formatCount(activations.rows)}
          <Button variant="quiet" size="small" command="data.randomRows">
            Random rows
          </Button>
        </>
      }
    >
      <div className={styles.tableFrame}>
        <PlainTable className={styles.table}>
          <thead>
            <tr>
              <th className={styles.number}>row</th>
              {columns.map((column) => (
                <th key={column.name} className={isNumber(column) ? styles.number : undefined}>
                  {column.name}
                </th>
              ))}
              <th className={styles.number}>norm</th>
              {Array.from({ length: values }, (_, index) => (
                <th key={index} className={styles.number}>
                  x{index}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.map((row) => (
              <PreviewLine key={row.row} row={row} columns={columns} median={activations.norms.median} pictureOf={pictureOf} />
            ))}
          </tbody>
        </PlainTable>
      </div>
    </Section>
  )
}

/** The text or the image of a row says most; the other columns stay in their order. */
function tokenFirst(columns: readonly RowColumn[]): RowColumn[] {
  const says = (column: RowColumn) => Number(column.role === 'token' || isImage(column))
  return [...columns].sort((a, b) => says(b) - says(a))
}

/** Of a thumbnail, in px. */
const pictureHeight = 40

/** The table of the draft; undefined where none of its columns holds images. */
function useImageSource(): ImageSource | undefined {
  const files = useDraft((draft) => draft.files)
  const inspection = useDraft((draft) => draft.inspection)
  if (!inspection?.rowTable?.columns.some(isImage)) return undefined
  const rowTable = previewTableOf(files, inspection)
  return rowTable && { method: 'datasets.previewImages', params: { rowTable } }
}

/** Distinct rows in ascending order, so that neighbours stay neighbours. */
export function randomRows(rows: number, count: number, random: () => number = Math.random): number[] {
  const picked = new Set<number>()
  while (picked.size < Math.min(count, rows)) picked.add(Math.floor(random() * rows))
  return [...picked].sort((a, b) => a - b)
}
