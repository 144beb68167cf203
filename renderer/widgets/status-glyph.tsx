/** The state of a label by shape, never by colour: filled, half, ring, ring with slash, ring with a bar, dotted ring. */
import type { LabelStatus } from '../../contract/records/label'
import styles from './status-glyph.module.css'

/** The word for each state, as it is printed everywhere. */
export const statusWords: Record<LabelStatus, string> = {
  labeled: 'labeled',
  draft: 'draft',
  'not-interpretable': 'not interpretable',
  flagged: 'flagged',
  later: 'later',
  pending: 'pending'
}

export interface StatusGlyphProps {
  status: LabelStatus
  /** With the word beside it. */
  words?: boolean
  size?: number
}

export function StatusGlyph({ status, words, size = 12 }: StatusGlyphProps) {
  const picture = (
    <svg
      className={styles.glyph}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role={words ? undefined : 'img'}
      aria-label={words ? undefined : statusWords[status]}
      aria-hidden={words ? true : undefined}
    >
      {status === 'labeled' ? (
        <circle cx="6" cy="6" r="4.75" className={styles.filled} />
      ) : (
        <circle cx="6" cy="6" r="4" strokeDasharray={status === 'later' ? '1.6 1.55' : undefined} />
      )}
      {status === 'draft' && <path d="M6 2a4 4 0 0 1 0 8z" className={styles.filled} />}
      {status === 'flagged' && <path d="M6 3.5v3.2M6 8v.6" />}
      {status === 'not-interpretable' && <path d="M3.2 8.8 8.8 3.2" />}
    </svg>
  )
  if (!words) return picture
  return (
    <span className={styles.withWords}>
      {picture}
      {statusWords[status]}
    </span>
  )
}
