/** Beside a new run: what it is trained on, what it will cost, and the earlier runs nearest to it with what differs. */
import type { Dataset } from '../../../../contract/records/dataset'
import type { Run, RunConfig } from '../../../../contract/records/run'
import type { RunEstimate } from '../../../../contract/records/run-estimate'
import { Button } from '../../../widgets/button'
import { formatBytes, formatCompact, formatCount, formatFixed, formatSeconds } from '../../../widgets/format'
import { Icon } from '../../../widgets/icon/icon'
import { Fact, SideSection } from '../../../widgets/panel'
import { RunSwatch } from '../../../widgets/run-swatch'
import { configFields, differingKeys, fieldText } from '../config-fields'
import { estimateOf, nearestRuns } from './estimate'
import styles from './new-run.module.css'
import type { MeasuredEstimate } from './use-estimate'

export interface EstimatePanelProps {
  config: RunConfig
  data: Dataset
  runs: Run[]
  measured: MeasuredEstimate
  /** Runs that a sweep makes; 1 for a single one. */
  count: number
  isBusy: boolean
}

export function EstimatePanel({ config, data, runs, measured, count, isBusy }: EstimatePanelProps) {
  const known = estimateOf(config, data, runs)
  return (
    <>
      <SideSection title="Data">
        <Fact label={data.name} value={`${formatCount(data.rows)} × ${formatCount(data.dIn)}`} />
        {data.targets && <Fact label="Targets" value={`${formatCount(data.rows)} × ${formatCount(data.targets.dOut)}`} />}
        {data.streams && <Fact label="Streams" value={formatCount(data.streams.length)} />}
        <Fact label="Training rows" value={formatCount(data.trainRows)} />
        <Fact label="Validation rows" value={formatCount(data.validationRows)} />
      </SideSection>
      <SideSection title={count > 1 ? 'Estimate for each run' : 'Estimate'} actions={<MeasureButton measured={measured} />}>
        {measured.estimate ? (
          <Measured estimate={measured.estimate} isOfThis={measured.isOfThis} count={count} />
        ) : (
          known.time && <Fact label="Time" value={`≈ ${formatSeconds(known.time.seconds)}`} />
        )}
        <Fact label="Passes over the data" value={formatFixed(known.passes, 1)} />
        <Fact label="Features per dimension" value={formatFixed(config.dSae / data.dIn, 1)} />
        <Fact label="Parameters" value={formatCompact(known.parameters)} />
        <p className={styles.note}>{sourceWords(measured, known.time?.like, isBusy)}</p>
      </SideSection>
      {runs.length > 0 && (
        <SideSection title="Nearest runs" actions="what differs">
          <ul className={styles.nearest}>
            {nearestRuns(config, runs)
              .slice(0, 3)
              .map((run) => (
                <NearestRun key={run.id} run={run} config={config} />
              ))}
          </ul>
        </SideSection>
      )}
    </>
  )
}

function MeasureButton({ measured }: { measured: MeasuredEstimate }) {
  const isDone = measured.state === 'measured' && measured.isOfThis
  return (
    <Button variant="quiet" size="small" disabled={measured.state === 'measuring'} onClick={measured.measure}>
      {isDone ? 'Measure again' : 'Measure'}
    </Button>
  )
}

function Measured({ estimate, isOfThis, count }: { estimate: RunEstimate; isOfThis: boolean; count: number }) {
  const sign = isOfThis ? '' : '≈ '
  const isTight = estimate.memoryBytes > 0.8 * estimate.machineMemoryBytes
  const isFull = estimate.diskBytes * count > 0.9 * estimate.freeDiskBytes
  return (
    <>
      <Fact label="Rate" value={`${sign}${formatCompact(estimate.rowsPerSecond)} rows/s`} />
      <Fact label="Time" value={`${sign}${formatSeconds(estimate.seconds)}`} strong />
      {count > 1 && <Fact label={`All ${count}, one by one`} value={`${sign}${formatSeconds(count * estimate.seconds)}`} />}
      <Fact
        label="Memory"
        value={`${sign}${formatBytes(estimate.memoryBytes)}`}
        title={`of ${formatBytes(estimate.machineMemoryBytes)} in this machine`}
      />
      {isTight && <Warning>This machine has {formatBytes(estimate.machineMemoryBytes)}.</Warning>}
      <Fact
        label="Disk"
        value={`${sign}${formatBytes(count * estimate.diskBytes)}`}
        title={`a checkpoint is ${formatBytes(estimate.checkpointBytes)}; ${formatBytes(estimate.freeDiskBytes)} are free`}
      />
      {isFull && <Warning>Only {formatBytes(estimate.freeDiskBytes)} are free. Keep fewer checkpoints.</Warning>}
    </>
  )
}

function Warning({ children }: { children: React.ReactNode }) {
  return (
    <p className={styles.warning}>
      <Icon name="warning" size={14} />
      <span>{children}</span>
    </p>
  )
}

function sourceWords(measured: MeasuredEstimate, like: Run | undefined, isBusy: boolean): string {
  const { state, estimate, isOfThis, error } = measured
  if (state === 'measuring') return 'measuring a few steps on this machine'
  if (state === 'failed' && isOfThis && error?.code === 'config') return 'measured when the form is right'
  if (state === 'failed' && isOfThis) return `not measured: ${error?.message ?? ''}`
  if (estimate && isOfThis) return `measured over ${formatCount(estimate.steps)} steps on this machine`
  if (isBusy) return 'a run is training: measured when you ask'
  if (estimate) return 'of what was set before; measured anew in a moment'
  return like ? `at the speed of ${like.name}; measured in a moment` : 'measured in a moment'
}

function NearestRun({ run, config }: { run: Run; config: RunConfig }) {
  const keys = differingKeys(config, run.config)
  const explained = run.validation?.explained_variance
  const fields = configFields.filter((field) => keys.includes(field.key))
  return (
    <li>
      <div className={styles.nearestHead}>
        <RunSwatch slot={run.slot} />
        <span className="ellipsis">{run.name}</span>
        <span className="mono">{explained === undefined ? run.state : formatFixed(explained, 3)}</span>
      </div>
      {fields.length === 0 && <p className={styles.note}>nothing differs</p>}
      {fields.slice(0, 4).map((field) => (
        <Fact key={field.key} label={field.label} value={fieldText(field, run.config)} />
      ))}
      {fields.length > 4 && <p className={styles.note}>and {fields.length - 4} more</p>}
    </li>
  )
}
