/** Rows whose features fire like those of the row in view. */
import type { RowExplanation } from '../../../contract/records/row'
import { replacePlace } from '../../app/session'
import { formatCount, formatFixed } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { textOfToken } from '../../widgets/token-strip/text'
import styles from './rows.module.css'

export function NearestRows({ explanation }: { explanation: RowExplanation }) {
  const { rows, exact } = explanation.nearest
  return (
    <SideSection
      title="Nearest rows"
      actions={
        <span
          title={`Cosine of the sparse activations${exact ? '' : '; features that fire on very many rows were left out while looking, the cosines are exact all the same'}`}
        >
          cosine of features
        </span>
      }
      flush
    >
      <ul aria-label="Nearest rows">
        {rows.map(({ row, cosine, source, before, token }) => (
          <li key={row}>
            <button
              type="button"
              className={styles.found}
              title={`Row ${formatCount(row)}, ${source}`}
              onClick={() => replacePlace({ row })}
            >
              <span className={styles.snippet} dir="ltr">
                <span className={styles.quiet}>{textOfToken(before).slice(-24)}</span>
                <span>{textOfToken(token)}</span>
              </span>
              <span className="mono">{formatFixed(cosine, 2)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className={styles.problem}>No other row shares a feature with this one.</p>}
    </SideSection>
  )
}
