/** Rows whose features fire like those of the row in view, as texts or as images. */
import type { RowExplanation } from '../../../contract/records/row'
import { useImageSource } from '../../app/features/evidence'
import { useRowPictures } from '../../app/features/row-picture'
import { CitedNumber } from '../../app/numbers/cited-number'
import { replacePlace } from '../../app/session'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { textOfToken } from '../../widgets/token-strip/text'
import { nearFigure } from './row-figures'
import styles from './rows.module.css'

interface NearestRowsProps {
  run: string
  explanation: RowExplanation
  source: string
}

/** Px. */
const pictureHeight = 48

export function NearestRows({ run, explanation, source }: NearestRowsProps) {
  const { rows } = explanation.nearest
  const pictureOf = useRowPictures(useImageSource(run), pictureHeight)
  return (
    <SideSection title="Nearest rows" actions="cosine of features" flush>
      <ul aria-label="Nearest rows">
        {rows.map((near) => (
          <li key={near.row} className={styles.line}>
            <button
              type="button"
              className={styles.found}
              data-picture={pictureOf !== undefined || undefined}
              title={`Row ${formatCount(near.row)}, ${near.source}`}
              onClick={() => replacePlace({ row: near.row })}
            >
              {pictureOf?.(near.row)}
              {(!pictureOf || near.token !== '') && (
                <span className={styles.snippet} dir="ltr">
                  {!pictureOf && <span className={styles.quiet}>{textOfToken(near.before).slice(-24)}</span>}
                  <span>{textOfToken(near.token)}</span>
                </span>
              )}
            </button>
            <CitedNumber figure={nearFigure(near, explanation, source)} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && <p className={styles.problem}>No other row shares a feature with this one.</p>}
    </SideSection>
  )
}
