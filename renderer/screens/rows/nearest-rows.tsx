/** Rows whose features fire like those of the row in view. */
import type { RowExplanation } from '../../../contract/records/row'
import { CitedNumber } from '../../app/numbers/cited-number'
import { replacePlace } from '../../app/session'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { textOfToken } from '../../widgets/token-strip/text'
import { nearFigure } from './row-figures'
import styles from './rows.module.css'

export function NearestRows({ explanation, source }: { explanation: RowExplanation; source: string }) {
  const { rows } = explanation.nearest
  return (
    <SideSection title="Nearest rows" actions="cosine of features" flush>
      <ul aria-label="Nearest rows">
        {rows.map((near) => (
          <li key={near.row} className={styles.line}>
            <button
              type="button"
              className={styles.found}
              title={`Row ${formatCount(near.row)}, ${near.source}`}
              onClick={() => replacePlace({ row: near.row })}
            >
              <span className={styles.snippet} dir="ltr">
                <span className={styles.quiet}>{textOfToken(near.before).slice(-24)}</span>
                <span>{textOfToken(near.token)}</span>
              </span>
            </button>
            <CitedNumber figure={nearFigure(near, explanation, source)} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className={styles.problem}>No other row shares a feature with this one.</p>}
    </SideSection>
  )
}
