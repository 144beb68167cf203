/** Beside a new run: what it is trained on, what it will cost, and the earlier runs nearest to it with what differs. */
import type { Dataset } from '../../../../contract/records/dataset'
import type { Run, RunConfig } from '../../../../contract/records/run'
import { formatBytes, formatCompact, formatCount, formatFixed, formatSeconds } from '../../../widgets/format'
import { Fact, SideSection } from '../../../widgets/panel'
import { RunSwatch } from '../../../widgets/run-swatch'
import { configFields, configText, differingKeys } from '../config-fields'
import { estimateOf, nearestRuns } from './estimate'
import styles from './new-run.module.css'

export interface EstimatePanelProps {
  config: RunConfig
  data: Dataset
  runs: Run[]
}

export function EstimatePanel({ config, data, runs }: EstimatePanelProps) {
  const estimate = estimateOf(config, data, runs)
  return (
    <>
      <SideSection title="Data">
        <Fact label={data.name} value={`${formatCount(data.rows)} × ${formatCount(data.dIn)}`} />
        <Fact label="Training rows" value={formatCount(data.trainRows)} />
        <Fact label="Validation rows" value={formatCount(data.validationRows)} />
        <Fact label="Left out" value={formatCount(data.leftOut.count)} />
      </SideSection>
      <SideSection title="Estimate">
        <Fact label="Passes over the data" value={formatFixed(estimate.passes, 1)} />
        <Fact label="Features per dimension" value={formatFixed(config.dSae / data.dIn, 1)} />
        <Fact label="Parameters" value={formatCompact(estimate.parameters)} />
        <Fact label="Checkpoint" value={formatBytes(estimate.checkpointBytes)} />
        {estimate.time && (
          <Fact
            label="Time"
            value={`≈ ${formatSeconds(estimate.time.seconds)}`}
            title={`At the speed of ${estimate.time.like.name}`}
          />
        )}
        {estimate.time && <p className={styles.note}>at the speed of {estimate.time.like.name}</p>}
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
        <Fact key={field.key} label={field.label} value={configText(field, run.config[field.key])} />
      ))}
      {fields.length > 4 && <p className={styles.note}>and {fields.length - 4} more</p>}
    </li>
  )
}
