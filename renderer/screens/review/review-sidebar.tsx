/** The left of a review: the disagreements, settled or not, and how far the two agree. */
import type { Disagreement } from '../../../contract/records/annotator'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { AgreementFacts } from '../../app/people/agreement-facts'
import { PeopleList } from '../../app/people/people-list'
import { useReviewState } from '../../app/people/review-pair'
import { Button } from '../../widgets/button'
import { Icon } from '../../widgets/icon/icon'
import { SideSection } from '../../widgets/panel'
import type { TableColumn } from '../../widgets/virtual-table/types'
import { VirtualTable } from '../../widgets/virtual-table/virtual-table'
import styles from './review.module.css'
import { isSettled } from './review-list'
import type { Review } from './use-review'

export interface ReviewSidebarProps {
  review: Review
  output: ChartOutput | undefined
  names: [string, string] | undefined
}

export function ReviewSidebar({ review, output, names }: ReviewSidebarProps) {
  const onlyOpen = useReviewState((state) => state.onlyOpen)
  const { list, place, agreement } = review
  return (
    <div className={styles.sidebar}>
      <PeopleList />
      <div className={styles.files}>
        <Button size="small" command="people.import">
          Import…
        </Button>
        <Button size="small" command="people.export">
          Export…
        </Button>
      </div>
      <div className={styles.listHead}>
        <h2 className="heading">Disagreements</h2>
        <Button variant="quiet" size="small" command="review.onlyOpen" aria-pressed={onlyOpen}>
          {onlyOpen ? 'open' : 'all'}
        </Button>
      </div>
      <VirtualTable<Disagreement>
        label="Disagreements"
        headless
        columns={columns}
        rows={list.length}
        rowAt={(index) => list[index]}
        active={place}
        onChoose={(index) => useReviewState.setState({ feature: list[index]?.feature })}
      />
      {agreement && names && output && (
        <SideSection title="Agreement" actions={<OutputMenu label="agreement" output={output} />}>
          <AgreementFacts agreement={agreement} names={names} />
        </SideSection>
      )}
    </div>
  )
}

const columns: TableColumn<Disagreement>[] = [
  {
    id: 'settled',
    head: 'settled',
    width: '14px',
    cell: (row) => (
      <span className={styles.glyph}>
        {isSettled(row) ? <Icon name="check" size={12} /> : <span className={styles.open} />}
        <span className="hidden-text">{isSettled(row) ? 'settled' : 'open'}</span>
      </span>
    )
  },
  {
    id: 'feature',
    head: 'id',
    width: '44px',
    align: 'right',
    cell: ({ feature }) => <span className={styles.id}>{feature}</span>
  },
  {
    id: 'differs',
    head: 'differs in',
    width: 'minmax(0, 1fr)',
    cell: ({ differs, final }) => (
      <span className={styles.none} title={differs.join(', ')}>
        {final ? final.label || 'not interpretable' : differs.join(', ') || 'same meaning'}
      </span>
    )
  }
]
