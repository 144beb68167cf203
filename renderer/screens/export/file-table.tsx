/** Files of an export, written or to be written: name, what is in it, size. */
import { formatBytes } from '../../widgets/format'
import { PlainTable } from '../../widgets/plain-table'
import styles from './export.module.css'

interface ListedFile {
  name: string
  content: string
  sizeBytes: number
  /** Of one that is written. */
  sha256?: string
}

export function FileTable({ files }: { files: readonly ListedFile[] }) {
  return (
    <PlainTable className={styles.table}>
      <tbody>
        {files.map(({ name, content, sizeBytes, sha256 }) => (
          <tr key={name} title={sha256 && `sha256 ${sha256}`}>
            <td className={styles.file}>{name}</td>
            <td className={styles.content}>{content}</td>
            <td className={styles.number}>{formatBytes(sizeBytes)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  )
}
