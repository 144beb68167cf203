/** At the right of the features of a category: the few features that say it together, with one more each time. */
import { useMemo } from 'react'
import type { Unit } from '../../../contract/records/studies/held-out'
import type { CategoryProbes, Probe } from '../../../contract/records/studies/probe'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedNumber } from '../../app/numbers/cited-number'
import { studySource } from '../../app/numbers/figure'
import { useRun } from '../../app/project/current'
import { navigate } from '../../app/session'
import { StudyPart } from '../../app/studies/study-part'
import { useStudy } from '../../app/studies/use-study'
import { formatCount, formatPlural } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import styles from './columns.module.css'
import { type ProbePlace, probeFigures, weightFigure } from './score-figures'

export interface ProbePartProps {
  place: RunIds
  per: Unit
  column: string
  category: string
}

export function ProbePart({ place, per, column, category }: ProbePartProps) {
  const question = useMemo(() => ({ kind: 'probe' as const, column, per }), [column, per])
  const view = useStudy(place, question)
  const run = useRun()
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
        {({ answer, study }) => {
          const found = answer.categories.find((entry) => entry.category === category)
          const probed = { column, category, heldOut: answer.heldOut, source: studySource(run, study) }
          return found ? <Probes probes={found} place={probed} /> : <p className={styles.quiet}>This category was not probed.</p>
        }}
      </StudyPart>
    </>
  )
}

function Probes({ probes, place }: { probes: CategoryProbes; place: ProbePlace }) {
  return probes.probes.map((probe) => <OneProbe key={probe.features.length} probe={probe} place={place} />)
}

function OneProbe({ probe, place }: { probe: Probe; place: ProbePlace }) {
  const { features, truePositives, falsePositives, falseNegatives } = probe
  const { f1, precision, recall } = probeFigures(probe, place)
  return (
    <SideSection
      title={formatPlural(features.length, 'feature')}
      actions={
        <span className={styles.score}>
          F1 <CitedNumber figure={f1} />
        </span>
      }
    >
      <p className={styles.counts}>
        precision <CitedNumber figure={precision} />, recall <CitedNumber figure={recall} />: {formatCount(truePositives)} right,{' '}
        {formatCount(falsePositives)} wrong, {formatCount(falseNegatives)} missed
      </p>
      <ul className={styles.weights} aria-label={`Probe of ${formatPlural(features.length, 'feature')}`}>
        {features.map((part) => (
          <li key={part.feature}>
            <button type="button" onClick={() => navigate('feature', { feature: part.feature })}>
              {part.feature}
            </button>
            <CitedNumber figure={weightFigure(part, probe, place)} />
          </li>
        ))}
      </ul>
    </SideSection>
  )
}
