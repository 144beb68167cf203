/** The evidence of a feature as a part of a screen that is about something else: legend and examples, without the label. */
import type { FeaturePage } from '../../../contract/records/feature'
import { EvidenceExamples, EvidenceLegend } from './evidence'
import styles from './evidence-part.module.css'
import { useEvidence } from './use-evidence'

const counts = { top: 7, random: 5, interval: 4 }

/** With a scope of its own, its keys act once it has the focus; with that of the screen, on the whole screen. */
export function EvidencePart({ page, scope }: { page: FeaturePage; scope: string }) {
  const evidence = useEvidence(page, counts, scope)
  if (!evidence) return null
  return (
    <section className={styles.evidence} aria-label="Evidence" data-scope={scope}>
      <div className={styles.legend}>
        <h2 className="heading">Evidence</h2>
        <EvidenceLegend evidence={evidence} short />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard */}
      <div className={styles.examples} tabIndex={0}>
        <EvidenceExamples evidence={evidence} form="roomy" intervalKeys />
      </div>
    </section>
  )
}
