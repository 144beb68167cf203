/** What a call refused, in a dialog: what is wrong, what to do, and the place last. */
import { errorRecordFrom } from '../../../contract/wire/errors'
import styles from './people.module.css'

export function Problem({ error }: { error: unknown }) {
  if (!error) return null
  const { message, hint, place } = errorRecordFrom(error)
  return (
    <div role="alert">
      <p className={styles.failed}>{message}</p>
      {hint && <p>{hint}</p>}
      {place && <p className={`mono ${styles.place}`}>{place}</p>}
    </div>
  )
}
