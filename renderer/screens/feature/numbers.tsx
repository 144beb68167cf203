/** The numbers of a feature: six large ones, the further ones in a line below. Each explains itself on hover and focus; pressed, it is copied as a line to cite. */
import type { FeaturePage } from '../../../contract/records/feature'
import { furtherFacts } from '../../app/features/further-facts'
import { citationOf, type NumberFact, type NumberSource, numberFacts, sourceWords } from '../../app/features/number-facts'
import { copyLine } from '../../app/output/copy-line'
import { Tooltip } from '../../widgets/tooltip'
import styles from './numbers.module.css'

export interface NumbersProps {
  page: FeaturePage
  source: NumberSource
  /** Features of the run, for the rank. */
  features: number | undefined
}

export function Numbers({ page, source, features }: NumbersProps) {
  const further = furtherFacts(page)
  const cite = (fact: NumberFact) =>
    void copyLine(citationOf(fact, page.feature, source), `${fact.name} of feature ${page.feature}`)
  return (
    <>
      <div className={styles.numbers}>
        {numberFacts(page, features).map((fact) => (
          <div key={fact.name} className={styles.cell}>
            <Explained fact={fact} source={source}>
              <button type="button" className={styles.number} onClick={() => cite(fact)}>
                <span className={styles.name}>{fact.name}</span>
                <span className={`display ${styles.value}`}>{fact.value}</span>
                <span className={`caption ellipsis ${styles.below}`}>{fact.below}</span>
              </button>
            </Explained>
          </div>
        ))}
      </div>
      {further.length > 0 && (
        <fieldset className={styles.further} aria-label="Further numbers">
          {further.map((fact) => (
            <Explained key={fact.name} fact={fact} source={source}>
              <button type="button" className={styles.small} onClick={() => cite(fact)}>
                {fact.name} <span className={styles.smallValue}>{fact.value}</span>
              </button>
            </Explained>
          ))}
        </fieldset>
      )}
    </>
  )
}

function Explained({ fact, source, children }: { fact: NumberFact; source: NumberSource; children: React.ReactElement }) {
  return (
    <Tooltip text={`${fact.explanation}; ${sourceWords(source)}. Press to copy.`} block>
      {children}
    </Tooltip>
  )
}
