/** The strongest token of a feature in a list, outlined in its own column, with what stands before it. */
import type { FeatureRow } from '../../../contract/records/feature'
import { LinedHead, LinedToken } from '../../widgets/token-strip/lined-token'
import { isRightToLeft, piecesOfToken, textOfToken } from '../../widgets/token-strip/text'
import { Token } from '../../widgets/token-strip/token-strip'
import styles from './peak-cell.module.css'

/** Bare: no row has text before its peak, and the column begins at the left. */
export function PeakHead({ bare }: { bare: boolean }) {
  return bare ? <span>peak token</span> : <LinedHead at="calc(50% - 4.5em)">peak token</LinedHead>
}

export function PeakCell({ row, bare }: { row: FeatureRow; bare: boolean }) {
  if (!row.peak) return <span className={styles.none}>–</span>
  const { before, token } = row.peak
  const run = { first: 0, count: 1, pieces: piecesOfToken(token), value: 0, share: 0, isolated: isRightToLeft(token) }
  return (
    <LinedToken
      before={before === '' ? '' : textOfToken(before)}
      at={50}
      bare={bare}
      title={`${textOfToken(before)}${textOfToken(token)}`}
    >
      <Token run={run} peak colored={false} />
    </LinedToken>
  )
}
