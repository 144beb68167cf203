/** The right two thirds of the feature page, in the order people know: numbers, histogram, examples. */
import type { FeaturePage } from '../../../contract/records/feature'
import { EvidenceExamples, EvidenceHistogram, EvidenceLegend, IntervalKeys } from '../../app/features/evidence'
import { type HistogramBins, useEvidenceView } from '../../app/features/evidence-view'
import { useHeld, useHeldOf } from '../../app/features/held'
import { type Evidence, useEvidence } from '../../app/features/use-evidence'
import type { NumberSource } from '../../app/numbers/figure'
import { type ContextSize, contextSizes } from '../../widgets/concordance/layout'
import { Empty } from '../../widgets/empty'
import { formatCount, formatPlural } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { Segment } from '../../widgets/segment'
import { ContrastEvidence } from './contrast-evidence'
import styles from './feature-evidence.module.css'
import { Numbers } from './numbers'

const counts = { top: 6, random: 5, interval: 3 }

export interface FeatureEvidenceProps {
  page: FeaturePage
  source: NumberSource
  /** Features of the run, for the rank. */
  features: number | undefined
}

export function FeatureEvidence({ page, source, features }: FeatureEvidenceProps) {
  const evidence = useEvidence(page, counts, 'feature')
  const held = useHeldOf(page.run)
  const isCompared = useHeld((state) => state.isCompared) && held !== undefined && held !== page.feature
  return (
    <div className={styles.evidence}>
      <Numbers page={page} source={source} features={features} />
      {isCompared ? (
        <ContrastEvidence page={page} source={source} other={held} />
      ) : page.activeRows === 0 || !evidence ? (
        <Dead rows={page.rows} />
      ) : (
        <Alive evidence={evidence} />
      )}
    </div>
  )
}

function Dead({ rows }: { rows: number }) {
  return (
    <Empty title="No row made this feature fire">
      It is dead on all {formatCount(rows)} rows of this data set, so there is nothing to show. Its encoder and decoder rows are
      exported like those of any other feature.
    </Empty>
  )
}

function Alive({ evidence }: { evidence: Evidence }) {
  return (
    <>
      <section className={styles.histogram}>
        <div className={styles.head}>
          <h2 className="heading">Activations</h2>
          <span className={styles.detail}>
            {formatPlural(evidence.page.activeRows, 'active row')}, counts on a square-root axis
          </span>
          <span className={`${styles.right} ${styles.choices}`}>
            <BinChoice page={evidence.page} />
            <IntervalKeys evidence={evidence} />
          </span>
        </div>
        <EvidenceHistogram evidence={evidence} height={76} />
      </section>
      <section className={styles.bar} aria-label="How examples are shown">
        <h2 className="heading">Examples</h2>
        <ContextChoice />
        <KeyHint command="evidence.context" />
        <span className={styles.right}>
          <EvidenceLegend evidence={evidence} />
        </span>
      </section>
      <div className={styles.examples}>
        <EvidenceExamples evidence={evidence} form="page" />
      </div>
    </>
  )
}

function ContextChoice() {
  const context = useEvidenceView((view) => view.context)
  return (
    <Segment<ContextSize>
      label="Tokens of context to either side"
      value={context}
      onChange={(size) => useEvidenceView.setState({ context: size })}
      options={contextSizes.map((size) => ({ value: size, label: String(size) }))}
    />
  )
}

/** Equal or log-spaced bins, where the analysis has both. */
function BinChoice({ page }: { page: FeaturePage }) {
  const bins = useEvidenceView((view) => view.bins)
  if (!page.logHistogram) return null
  return (
    <>
      <Segment<HistogramBins>
        label="Bins of the histogram"
        value={bins}
        onChange={(chosen) => useEvidenceView.setState({ bins: chosen })}
        options={[
          { value: 'linear', label: 'linear', title: 'Equal steps from 0 to the maximum' },
          { value: 'log', label: 'log', title: 'Ten bins a decade; the first one also holds what is weaker' }
        ]}
      />
      <KeyHint command="evidence.bins" />
    </>
  )
}
