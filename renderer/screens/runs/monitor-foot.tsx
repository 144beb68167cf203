/**
 * Below the tracks: how dense the features are at the marker, and beside it what the pinned features fire on, or what validation
 * said. All move with the marker.
 */
import type { Run } from '../../../contract/records/run'
import { usePins } from '../../app/features/use-pins'
import { Button } from '../../widgets/button'
import { DensityPart } from './density-part'
import { PinsPart } from './pins/pins-part'
import { showFoot, usePinsView } from './pins/pins-view'
import type { RunSeries } from './run-series'
import styles from './runs.module.css'
import { ValidationPart } from './validation-part'

export interface MonitorFootProps {
  project: string
  run: Run
  series: RunSeries
  marker: number | null
}

export function MonitorFoot(props: MonitorFootProps) {
  return (
    <div className={styles.foot}>
      <DensityPart {...props} />
      <Beside {...props} />
    </div>
  )
}

/** One of two; the button of each leads to the other. */
function Beside(props: MonitorFootProps) {
  const chosen = usePinsView((view) => view.foot)
  const { known } = usePins({ project: props.project, run: props.run.id })
  const shown = chosen ?? (known && known.pins.length > 0 ? 'pins' : 'validation')
  const to = shown === 'pins' ? 'validation' : 'pins'
  const other = (
    <Button variant="quiet" size="small" onClick={() => showFoot(to)}>
      {to === 'pins' ? 'Pinned features' : 'Validation'}
    </Button>
  )
  return shown === 'pins' ? <PinsPart {...props} other={other} /> : <ValidationPart {...props} other={other} />
}
