/** How far the labeling is: features by state, and how much of the activation mass has a label. */
import type { FeaturePage } from '../../../contract/records/feature'
import type { LabelStatus } from '../../../contract/records/label'
import { runCommand } from '../../app/commands/commands'
import { useCall } from '../../app/engine/queries'
import { shareWords } from '../../app/features/number-facts'
import type { RunIds } from '../../app/features/use-feature-order'
import { formatCount, formatPercent } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { ProgressBar } from '../../widgets/progress-bar'
import { StatusGlyph } from '../../widgets/status-glyph'
import styles from './annotate-progress.module.css'
import { useQueueState } from './queue-state'

export interface AnnotateProgressProps {
  place: RunIds
  page: FeaturePage
  status: LabelStatus
}

export function AnnotateProgress({ place, page, status }: AnnotateProgressProps) {
  const enabled = Boolean(place.project && place.run)
  const progress = useCall('labels.progress', { project: place.project ?? '', run: place.run ?? '' }, { enabled }).data
  if (!progress) return null
  const share = (count: number) => (progress.total > 0 ? count / progress.total : 0)
  const adds = status === 'labeled' ? 0 : page.mass
  const counts: [LabelStatus, number][] = [
    ['labeled', progress.labeled],
    ['not-interpretable', progress.notInterpretable],
    ['draft', progress.draft],
    ['flagged', progress.flagged],
    ['later', progress.later],
    ['pending', progress.pending]
  ]
  return (
    <SideSection title="Progress" actions={<Pace />}>
      <ProgressBar
        label="features with an answer"
        height={8}
        value={[
          { share: share(progress.labeled) },
          { share: share(progress.notInterpretable), tone: 'hatched' },
          { share: share(progress.draft), tone: 'weak' }
        ]}
      />
      <div className={styles.counts}>
        {counts.map(([name, count]) => (
          <span key={name} className={styles.count} data-count={name}>
            <StatusGlyph status={name} words />
            <span className="mono">{formatCount(count)}</span>
          </span>
        ))}
      </div>
      <div className={styles.coverage} title="Σ activations of labeled features ÷ Σ activations of all features">
        <span>Coverage of activation mass</span>
        <span className="mono">{formatPercent(progress.massLabeled, 1)}</span>
      </div>
      <ProgressBar
        label="activation mass with a label"
        height={6}
        value={[{ share: progress.massLabeled }, { share: adds, tone: 'accent' }]}
      />
      <p className={styles.adds}>
        {adds > 0 ? `this label adds ${shareWords(adds)}` : 'this label is counted'}
        <button type="button" className={styles.more} onClick={() => runCommand('go.progress')}>
          over time <KeyHint command="go.progress" />
        </button>
      </p>
    </SideSection>
  )
}

function Pace() {
  const { decisions, decisionMs } = useQueueState()
  if (decisions === 0) return null
  return (
    <span>
      this session {decisions}, {Math.round(decisionMs / decisions / 1000)} s each
    </span>
  )
}
