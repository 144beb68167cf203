/** What the pinned features fire on at the checkpoint nearest to the marker: one of the parts below the tracks. */
import { usePins } from '../../../app/features/use-pins'
import { useProject } from '../../../app/project/current'
import { Button } from '../../../widgets/button'
import { Failed } from '../../../widgets/empty'
import { formatCount } from '../../../widgets/format'
import { FootPart } from '../foot-part'
import type { MonitorFootProps } from '../monitor-foot'
import { isLive } from '../run-words'
import { PinAdding } from './pin-adding'
import { nearestStep, pinSteps } from './pin-steps'
import { PinnedFeatureBlock } from './pinned-feature'
import styles from './pins.module.css'
import { PinsState } from './pins-state'
import { setPinning, usePinsView } from './pins-view'
import { useEvidenceAt } from './use-evidence-at'

export function PinsPart({ project, run, marker, other }: MonitorFootProps & { other: React.ReactNode }) {
  const pins = usePins({ project, run: run.id })
  const isAdding = usePinsView((view) => view.isAdding)
  const { known } = pins
  const steps = known ? pinSteps(known, run.checkpoints) : []
  const step = nearestStep(steps, marker)
  const evidence = useEvidenceAt(project, run.id, known?.pins.length ? step : undefined)
  const readOnly = useProject()?.readOnly ?? false
  const hasPins = known !== undefined && known.pins.length > 0
  const actions = (
    <span className={styles.headActions}>
      {hasPins && !readOnly && (
        <Button variant="quiet" size="small" aria-expanded={isAdding} onClick={() => setPinning(!isAdding)} aria-keyshortcuts="P">
          Pin…
        </Button>
      )}
      {other}
    </span>
  )
  const detail = hasPins && step !== undefined ? `checkpoint ${formatCount(step)}` : ''
  return (
    <FootPart title="Pinned features" detail={detail} actions={actions}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard */}
      <section className={styles.body} aria-label="Pinned features" tabIndex={0}>
        {pins.error ? <Failed error={pins.error} /> : null}
        {known && !hasPins && (
          <p className={styles.words}>
            Pin features to see what they fire on become clear, checkpoint by checkpoint, on the same{' '}
            {isLive(run.state) ? 'rows. They are measured at each checkpoint from now on.' : 'rows.'} By number here, or with{' '}
            <kbd>P</kbd> in Explore and on a feature’s page.
          </p>
        )}
        {known && !readOnly && (isAdding || !hasPins) && <PinAdding project={project} run={run} pins={pins} />}
        {known && hasPins && <PinsState project={project} run={run} known={known} />}
        {known?.pins.map((pin) => (
          <PinnedFeatureBlock
            key={pin.feature}
            pin={pin}
            run={run}
            step={step}
            evidence={evidence?.find(({ feature }) => feature === pin.feature)}
            few={known.pins.length > 1}
            onRemove={readOnly ? undefined : () => pins.remove(pin.feature)}
          />
        ))}
      </section>
    </FootPart>
  )
}
