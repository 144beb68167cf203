/** What restoring would change: each label before and after. */
import type { Result } from '../../../contract/calls/index'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { formatCount, formatPlural } from '../../widgets/format'
import { editWords } from '../features/label-words'
import styles from './restore-preview.module.css'

export interface RestorePreviewProps {
  preview: Result<'labels.restorable'> | undefined
  error: unknown
  /** Whether the form says enough to ask. */
  isReady: boolean
}

export function RestorePreview({ preview, error, isReady }: RestorePreviewProps) {
  if (error) return <p role="alert">{errorRecordFrom(error).message}</p>
  if (!isReady) return <p className={styles.words}>Give a time, a person, or both; “from” comes before “to”.</p>
  if (!preview) return <p className={styles.words}>Looking…</p>
  if (preview.total === 0) return <p className={styles.words}>No label would change.</p>
  const { total, changes } = preview
  return (
    <section aria-label="What would change">
      <p className={styles.words} role="status">
        {formatPlural(total, 'label')} would change
        {total > changes.length ? `; the first ${formatCount(changes.length)}` : ''}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <ol className={styles.list} tabIndex={0} aria-label="Labels that would change">
        {changes.map(({ feature, before, after }) => (
          <li key={feature} className={styles.change}>
            <span className={styles.id}>{feature}</span>
            <span className={before.label ? 'ellipsis' : styles.none} title={before.label}>
              {before.label || 'no label'}
            </span>
            <span className="ellipsis" title={editWords(differing(before, after))}>
              {editWords(differing(before, after))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

type Fields = Result<'labels.restorable'>['changes'][number]['before']

/** Only the fields that differ. */
function differing(before: Fields, after: Fields) {
  const keys = (Object.keys(after) as (keyof Fields)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  )
  const only = (fields: Fields) => Object.fromEntries(keys.map((key) => [key, fields[key]])) as Partial<Fields>
  return { before: only(before), after: only(after) }
}
