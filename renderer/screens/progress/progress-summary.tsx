/** How far the labeling is now: features by state, and what the labeled ones cover. */
import type { LabelProgress } from '../../../contract/records/label'
import { formatCount, formatPercent } from '../../widgets/format'
import { Fact, SideSection } from '../../widgets/panel'
import { ProgressBar } from '../../widgets/progress-bar'
import styles from './progress.module.css'

export function ProgressSummary({ progress, explained }: { progress: LabelProgress; explained: number | undefined }) {
  const { total, labeled, notInterpretable, draft, flagged, pending, massLabeled } = progress
  const share = (count: number) => (total > 0 ? count / total : 0)
  return (
    <SideSection title="Now" count={formatCount(total)}>
      <div className={styles.bar}>
        <ProgressBar
          label="features with an answer"
          height={8}
          value={[
            { share: share(labeled) },
            { share: share(notInterpretable), tone: 'hatched' },
            { share: share(draft), tone: 'weak' }
          ]}
        />
      </div>
      <Fact label="labeled" value={formatCount(labeled)} />
      <Fact label="not interpretable" value={formatCount(notInterpretable)} />
      <Fact label="draft" value={formatCount(draft)} />
      <Fact label="flagged" value={formatCount(flagged)} />
      <Fact label="pending" value={formatCount(pending)} />
      <Fact
        label="activation mass"
        value={formatPercent(massLabeled, 1)}
        title="Σ activations of labeled features ÷ Σ activations of all features"
      />
      <Fact
        label="reconstruction"
        value={formatPercent(explained, 1)}
        title="Share of the variance of the reconstructions that labeled features carry; – for an analysis of an older Loupe"
      />
    </SideSection>
  )
}
