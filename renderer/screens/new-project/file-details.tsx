/** What is known of one file, under its line: where it lies, its rows, and every column with what it is used for. */
import { formatCount } from '../../widgets/format'
import type { DraftFile } from './draft-files'
import styles from './file-list.module.css'

export function FileDetails({ file: { path, files, seen }, name }: { file: DraftFile; name: string }) {
  const columns = seen?.columns ?? []
  return (
    <section aria-label={`Details of ${name}`} className={`caption ${styles.details}`}>
      <p className="mono">{path}</p>
      {files && files.length > 1 && <p>{`${formatCount(files.length)} files, joined in this order`}</p>}
      {seen && seen.rows > 0 && <p>{`${formatCount(seen.rows)} rows`}</p>}
      {columns.length > 0 && <p>{columns.map((column) => `${column.name} (${column.role}, ${column.kind})`).join(', ')}</p>}
      {seen?.problem?.hint && <p>{seen.problem.hint}</p>}
    </section>
  )
}
