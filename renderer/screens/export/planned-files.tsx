/** What would be written: files with their sizes as they usually come out, and what is in the way. */

import { formatBytes } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Section } from '../../widgets/panel'
import styles from './export.module.css'
import { FileTable } from './file-table'
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
      <FileTable files={plan.files} />
    </Section>
  )
}
