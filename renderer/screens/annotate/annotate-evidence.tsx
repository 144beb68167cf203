/** The middle of Annotate: the same evidence as on the feature page, roomier, with the three numbers that matter for a label. */
import type { FeaturePage } from '../../../contract/records/feature'
import { EvidenceExamples, EvidenceHistogram, EvidenceLegend } from '../../app/features/evidence'
import { FeatureHeading } from '../../app/features/feature-heading'
import type { LabelEditor } from '../../app/features/label-editor'
import { numberFacts } from '../../app/features/number-facts'
import { useEvidence } from '../../app/features/use-evidence'
import { Tooltip } from '../../widgets/tooltip'
import styles from './annotate-evidence.module.css'

const counts = { top: 9, random: 6, interval: 4 }
const shown = ['density', 'mean', 'max']

export function AnnotateEvidence({ page, editor }: { page: FeaturePage; editor: LabelEditor | undefined }) {
  const evidence = useEvidence(page, counts, 'annotate')
  const label = editor?.fields.label ?? page.label
  return (
    <>
      <FeatureHeading feature={page.feature} label={label} form="beside">
        {evidence && (
          <span className={styles.right}>
            <EvidenceLegend evidence={evidence} short />
          </span>
        )}
      </FeatureHeading>
      {evidence && (
        <>
          <div className={styles.facts}>
            <div className={styles.histogram}>
              <EvidenceHistogram evidence={evidence} height={52} />
            </div>
            <div className={styles.numbers}>
              {numberFacts(page, undefined)
                .filter(({ name }) => shown.includes(name))
                .map((fact) => (
                  <Tooltip key={fact.name} text={fact.explanation}>
                    <div>
                      <p className={styles.name}>{fact.name}</p>
                      <p className={`selectable ${styles.value}`}>{fact.value}</p>
                    </div>
                  </Tooltip>
                ))}
            </div>
          </div>
          <div className={styles.examples}>
            <h2 className="hidden-text">Examples</h2>
            <EvidenceExamples evidence={evidence} form="roomy" intervalKeys />
          </div>
        </>
      )}
    </>
  )
}
