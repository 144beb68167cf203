/** Columns of the features of a category: who it is, then every score with what it means. */
import type { FeatureScores } from '../../../contract/records/studies/columns'
import type { FeatureRows } from '../../app/features/use-feature-rows'
import { formatFixed } from '../../widgets/format'
import type { TableColumn } from '../../widgets/virtual-table/types'
import type { ScoreKey } from './category-list'
import styles from './columns.module.css'
import { scoreMeanings } from './score-figures'

type Column = TableColumn<FeatureScores>

export function scoreColumns(labels: FeatureRows): Column[] {
  const number = (key: ScoreKey, head: string, text: (score: FeatureScores) => string): Column => ({
    id: key,
    head,
    title: scoreMeanings[key],
    width: '58px',
    align: 'right',
    sortable: true,
    cell: (score) => <span className={styles.number}>{text(score)}</span>
  })
  return [
    {
      id: 'feature',
      head: 'id',
      width: '56px',
      align: 'right',
      cell: ({ feature }) => <span className={styles.id}>{feature}</span>
    },
    {
      id: 'label',
      head: 'label',
      width: 'minmax(96px, 1fr)',
      cell: (_, index) => {
        const label = labels.rowAt(index)?.label
        return label ? <span title={label}>{label}</span> : <span className={styles.id}>–</span>
      }
    },
    { id: 'bar', head: '', width: 'minmax(40px, 0.5fr)', title: scoreMeanings.f1, cell: ({ f1 }) => <Bar share={f1} /> },
    number('f1', 'F1', ({ f1 }) => formatFixed(f1, 3)),
    number('precision', 'precision', ({ precision }) => formatFixed(precision, 3)),
    number('recall', 'recall', ({ recall }) => formatFixed(recall, 3)),
    number('auroc', 'AUROC', ({ auroc }) => formatFixed(auroc, 3)),
    number('lift', 'lift', ({ lift }) => formatFixed(lift, 1)),
    number('threshold', 'above', ({ threshold }) => formatFixed(threshold, 2))
  ]
}

function Bar({ share }: { share: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
    </span>
  )
}
