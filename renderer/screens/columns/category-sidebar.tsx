/** The categories of the label columns, each with the F1 of its best feature. */
import type { CategoryScores, ColumnsAnswer } from '../../../contract/records/studies/columns'
import { formatCount, formatFixed } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { SideItem } from '../../widgets/side-item'
import type { CategoryPlace } from './category-list'
import styles from './columns.module.css'

export interface CategorySidebarProps {
  answer: ColumnsAnswer
  /** Run, step and rows, in words. */
  source: string
  chosen: CategoryScores | undefined
  onChoose: (place: CategoryPlace) => void
}

export function CategorySidebar({ answer, source, chosen, onChoose }: CategorySidebarProps) {
  const columns = [...new Set(answer.categories.map(({ column }) => column))]
  return columns.map((column) => (
    <SideSection
      key={column}
      title={column}
      flush
      actions={<span title="F1 of the best single feature, on held-out rows">best F1</span>}
    >
      {answer.categories
        .filter((entry) => entry.column === column)
        .map((entry) => (
          <SideItem
            key={entry.category}
            chosen={entry === chosen}
            title={`F1 of its best single feature on ${formatCount(entry.heldOutCount)} held-out ${answer.heldOut.per}s of ${formatCount(entry.count)}; ${source}`}
            value={<span className={styles.number}>{formatFixed(entry.best[0]?.f1, 2)}</span>}
            onChoose={() => onChoose(entry)}
          >
            {entry.category}
          </SideItem>
        ))}
    </SideSection>
  ))
}
