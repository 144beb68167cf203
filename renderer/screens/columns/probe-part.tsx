/** At the right of the features of a category: the few features that say it together, with one more each time. */
import { useMemo } from 'react'
import type { Unit } from '../../../contract/records/studies/held-out'
import type { CategoryProbes, Probe } from '../../../contract/records/studies/probe'
import type { RunIds } from '../../app/features/use-feature-order'
import { navigate } from '../../app/session'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { formatCount, formatFixed, formatPlural, formatSignificant } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import styles from './columns.module.css'

export interface ProbePartProps {
  place: RunIds
  per: Unit
  column: string
  category: string
}

export function ProbePart({ place, per, column, category }: ProbePartProps) {
  const question = useMemo(() => ({ kind: 'probe' as const, column, per }), [column, per])
  const view = useStudy(place, question)
  return (
    <>
      <h2 className={`heading ${styles.panelTitle}`}>Few features together</h2>
      <StudyPart
        view={view}
        scope="probe"
        hasKeys={false}
        title="No probe yet"
        action={`Probe ${column}`}
        explanation="For each category the best feature, then with up to five the best set: a logistic regression chosen on the training part, scored on held-out rows."
      >
        {({ answer }) => {
          const found = answer.categories.find((entry) => entry.category === category)
          return found ? <Probes probes={found} /> : <p className={styles.quiet}>This category was not probed.</p>
        }}
      </StudyPart>
    </>
  )
}

function Probes({ probes }: { probes: CategoryProbes }) {
  return probes.probes.map((probe) => <OneProbe key={probe.features.length} probe={probe} />)
}

function OneProbe({ probe }: { probe: Probe }) {
  const { features, truePositives, falsePositives, falseNegatives } = probe
  return (
    <SideSection
      title={formatPlural(features.length, 'feature')}
      actions={
        <span title={`F1 on the training part ${formatFixed(probe.trainF1, 3)}; AUROC ${formatFixed(probe.auroc, 3)}`}>
          F1 <b className={styles.number}>{formatFixed(probe.f1, 3)}</b>
        </span>
      }
    >
      <p className={styles.counts}>
        precision {formatFixed(probe.precision, 3)}, recall {formatFixed(probe.recall, 3)}: {formatCount(truePositives)} right,{' '}
        {formatCount(falsePositives)} wrong, {formatCount(falseNegatives)} missed
      </p>
      <ul className={styles.weights} aria-label={`Probe of ${formatPlural(features.length, 'feature')}`}>
        {features.map(({ feature, weight }) => (
          <li key={feature}>
            <button type="button" title={`Weight ${formatSignificant(weight)}`} onClick={() => navigate('feature', { feature })}>
              {feature} <span>{formatSignificant(weight, 2)}</span>
            </button>
          </li>
        ))}
      </ul>
    </SideSection>
  )
}
