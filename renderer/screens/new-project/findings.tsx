/** Problems and notes of an inspection: what is wrong, what still works, and the choice that settles it beside it. */
import type { Finding, Inspection } from '../../../contract/records/inspection'
import { Icon } from '../../widgets/icon/icon'
import type { IconName } from '../../widgets/icon/icon-paths'
import { Section } from '../../widgets/panel'
import { Segment } from '../../widgets/segment'
import { useDraft } from './draft-store'
import styles from './new-project.module.css'

const icons: Record<Finding['level'], IconName> = { error: 'error', warning: 'warning', information: 'info' }

export function Findings({ inspection }: { inspection: Inspection }) {
  const { findings } = inspection
  if (findings.length === 0)
    return (
      <Section title="Problems" detail="none found">
        {null}
      </Section>
    )
  return (
    <Section title="Problems" detail={findingWords(findings)}>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </Section>
  )
}

function FindingLine({ finding }: { finding: Finding }) {
  const outliers = useDraft((draft) => draft.outliers)
  return (
    <li className={styles.finding} data-level={finding.level}>
      <Icon name={icons[finding.level]} />
      <div className={styles.findingText}>
        <p className={styles.findingTitle}>{finding.title}</p>
        <p className="small">{finding.detail}</p>
      </div>
      {finding.remedies.length > 0 && (
        <Segment
          label={finding.title}
          value={outliers}
          options={finding.remedies.map(({ rule, label }) => ({ value: rule, label }))}
          onChange={(rule) => useDraft.setState({ outliers: rule })}
        />
      )}
    </li>
  )
}

/** `1 to settle, 1 to decide, 1 for your information`. */
export function findingWords(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  const parts: [number, string][] = [
    [count('error'), 'to settle first'],
    [count('warning'), 'to decide'],
    [count('information'), 'for your information']
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ')
}
