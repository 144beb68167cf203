/** The columns of the bulk view: what was said, what the feature fires on, how often. */
import type { FeatureRow } from '../../../contract/records/feature'
import { formulas, shareWords } from '../../app/features/number-facts'
import { PeakCell, PeakHead } from '../../app/features/peak-cell'
import { StatusGlyph, statusWords } from '../../widgets/status-glyph'
import type { TableColumn } from '../../widgets/virtual-table/types'
import styles from './bulk-view.module.css'

/** `isSelected` by feature: the mark at the left, since color alone says nothing. */
export function bulkColumns(isSelected: (feature: number) => boolean): TableColumn<FeatureRow>[] {
  return [
    {
      id: 'selected',
      head: <span className="hidden-text">selected</span>,
      width: '14px',
      cell: ({ feature }) => <span className={isSelected(feature) ? styles.marked : styles.mark} aria-hidden="true" />
    },
    {
      id: 'status',
      head: <span className="hidden-text">state</span>,
      width: '12px',
      cell: ({ status }) => (
        <span className={styles.glyph}>
          <StatusGlyph status={status} />
        </span>
      )
    },
    {
      id: 'feature',
      head: 'id',
      width: '52px',
      align: 'right',
      cell: ({ feature }) => <span className={styles.id}>{feature}</span>
    },
    { id: 'label', head: 'label', width: 'minmax(120px, 2fr)', cell: labelOf },
    { id: 'tags', head: 'tags', width: 'minmax(72px, 1fr)', cell: ({ tags }) => textOf(tags.join(', ')) },
    {
      id: 'confidence',
      head: 'sure',
      title: 'Confidence: 1 guess, 2 likely, 3 sure',
      width: '32px',
      align: 'right',
      cell: ({ confidence }) => <span className={styles.number}>{confidence ?? '–'}</span>
    },
    {
      id: 'peak',
      head: <PeakHead bare={false} />,
      width: 'minmax(160px, 2fr)',
      cell: (row) => <PeakCell row={row} bare={false} />
    },
    {
      id: 'density',
      head: 'density',
      width: '64px',
      align: 'right',
      title: formulas.density,
      cell: ({ density }) => <span className={styles.number}>{shareWords(density)}</span>
    },
    {
      id: 'mass',
      head: 'mass',
      width: '60px',
      align: 'right',
      title: formulas.mass,
      cell: ({ mass }) => <span className={styles.number}>{shareWords(mass)}</span>
    }
  ]
}

function labelOf({ label, status }: FeatureRow) {
  if (label) return textOf(label)
  const isSaid = status === 'not-interpretable' || status === 'later'
  return <span className={styles.none}>{isSaid ? statusWords[status] : '–'}</span>
}

function textOf(text: string) {
  return <span title={text}>{text}</span>
}
