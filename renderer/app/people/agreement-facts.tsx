/** How far two annotators agree, each number with its definition on hover and focus. */
import type { Agreement } from '../../../contract/records/annotator'
import { Tooltip } from '../../widgets/tooltip'
import styles from './agreement-facts.module.css'
import { agreementFacts } from './agreement-report'

export function AgreementFacts({ agreement, names }: { agreement: Agreement; names: [string, string] }) {
  return (
    <ul className={styles.facts} aria-label={`Agreement of ${names[0]} and ${names[1]}`}>
      {agreementFacts(agreement, names).map(({ label, value, definition }) => (
        <li key={label}>
          <Tooltip block text={definition}>
            <button type="button" className={styles.fact}>
              <span>{label}</span>
              <span className={styles.value}>{value}</span>
            </button>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
