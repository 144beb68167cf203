/** The numbers of a feature: six large ones, the further ones in a line below. */
import type { FeaturePage } from '../../../contract/records/feature'
import { furtherFacts } from '../../app/features/further-facts'
import { featureFigure, numberFacts } from '../../app/features/number-facts'
import { CitedNumber } from '../../app/numbers/cited-number'
import type { NumberSource } from '../../app/numbers/figure'
import styles from './numbers.module.css'

export interface NumbersProps {
  page: FeaturePage
  source: NumberSource
  /** Features of the run, for the rank. */
  features: number | undefined
}

export function Numbers({ page, source, features }: NumbersProps) {
  const further = furtherFacts(page)
  return (
    <>
      <div className={styles.numbers}>
        {numberFacts(page, features).map((fact) => (
          <div key={fact.name} className={styles.cell}>
            <CitedNumber figure={featureFigure(fact, page.feature, source)} className={styles.number} block>
              <span className={styles.name}>{fact.name}</span>
              <span className={`display ${styles.value}`}>{fact.value}</span>
              <span className={`caption ellipsis ${styles.below}`}>{fact.below}</span>
            </CitedNumber>
          </div>
        ))}
      </div>
      {further.length > 0 && (
        <fieldset className={styles.further} aria-label="Further numbers">
          {further.map((fact) => (
            <CitedNumber key={fact.name} figure={featureFigure(fact, page.feature, source)} className={styles.small} block>
              {fact.name} <span className={styles.smallValue}>{fact.value}</span>
            </CitedNumber>
          ))}
        </fieldset>
      )}
    </>
  )
}
