/** Right of the feature list: the evidence for the primary feature. The map of a later issue will stand above it. */
import type { FeaturePage } from '../../../contract/records/feature'
import { EvidenceExamples, EvidenceHistogram, EvidenceLegend, IntervalKeys } from '../../app/features/evidence'
import { featureFigure, numberFacts } from '../../app/features/number-facts'
import { useEvidence } from '../../app/features/use-evidence'
import { CitedNumber } from '../../app/numbers/cited-number'
import type { NumberSource } from '../../app/numbers/figure'
import { Empty, Failed } from '../../widgets/empty'
import { formatPlural } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { Skeleton } from '../../widgets/skeleton'
import styles from './evidence-panel.module.css'

const counts = { top: 10, random: 5, interval: 3 }

export interface EvidencePanelProps {
  page: FeaturePage | undefined
  source: NumberSource
  /** Features selected; the primary is one of them or alone. */
  selected: number
  error: unknown
}

export function EvidencePanel({ page, source, selected, error }: EvidencePanelProps) {
  const evidence = useEvidence(page, counts, 'table', true)
  if (error) return <Failed error={error} />
  if (!page || !evidence)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={10} rowHeight={22} />
      </div>
    )
  const [density, mean] = numberFacts(page, undefined)
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>
          <span className={styles.id}>{page.feature}</span>
          <span className={page.label ? 'ellipsis' : styles.none} title={page.label}>
            {page.label || 'no label yet'}
          </span>
        </h2>
        <span className={styles.detail}>
          {selected > 1 ? `primary of ${selected}` : 'open'}
          <KeyHint command="list.open" />
        </span>
      </header>
      {page.activeRows === 0 ? (
        <Empty title="No row made this feature fire">It is dead on this data set. Its decoder row is still exported.</Empty>
      ) : (
        <div className={styles.evidence}>
          <div className={styles.numbers}>
            <span>{formatPlural(page.activeRows, 'active row')}</span>
            <CitedNumber figure={featureFigure(density, page.feature, source)} />
            <span>
              mean <CitedNumber figure={featureFigure(mean, page.feature, source)} />
            </span>
            <IntervalKeys evidence={evidence} />
          </div>
          <div className={styles.histogram}>
            <EvidenceHistogram evidence={evidence} height={72} steps={4} />
          </div>
          <div className={styles.legend}>
            <EvidenceLegend evidence={evidence} short />
          </div>
          <EvidenceExamples evidence={evidence} form="panel" />
        </div>
      )}
    </>
  )
}
