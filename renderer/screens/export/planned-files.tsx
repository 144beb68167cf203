/** What would be written: files with their sizes as they usually come out, and what is in the way. */

import { formatBytes } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Section } from '../../widgets/panel'
import { PlainTable } from '../../widgets/plain-table'
import styles from './export.module.css'
import type { Plan } from './use-plan'

export function PlannedFiles({ plan: { plan } }: { plan: Plan }) {
  if (!plan) return null
  const bytes = plan.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return (
    <Section title="Files to be written" detail={`about ${formatBytes(bytes)}`} className={styles.block}>
      {plan.refused && (
        <p className={styles.refused} role="alert">
          <Icon name="error" size={14} />
          <span>{plan.refused}</span>
        </p>
      )}
      <PlainTable className={styles.table}>
        <tbody>
          {plan.files.map((file) => (
            <tr key={file.name}>
              <td className={styles.file}>{file.name}</td>
              <td className={styles.content}>{file.content}</td>
              <td className={styles.number}>{formatBytes(file.sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </Section>
  )
}
