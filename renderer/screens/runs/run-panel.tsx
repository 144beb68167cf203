/** Right of the tracks: the job in numbers, what went wrong, warnings in words, the configuration, a note. */
import { useState } from 'react'
import type { Run, RunWarning } from '../../../contract/records/run'
import { useCall } from '../../app/engine/queries'
import { Button } from '../../widgets/button'
import { formatCompact, formatCount, formatSeconds, formatSignificant } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { Fact, SideSection } from '../../widgets/panel'
import { AnalysisSection } from './analysis-section'
import { differingKeys, fieldsOf, fieldText } from './config-fields'
import { RunNote } from './run-note'
import { canResume, isImported, latestFirst, previousRun, stateText } from './run-words'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'
import { changeChart } from './runs-view'
import { useRunSeries } from './use-run-series'

/** Older ones are still on the axis. */
const mostEvents = 30

export function RunPanel(place: RunPlace) {
  return (
    <>
      {isImported(place.run) ? <ImportFacts {...place} /> : <JobFacts {...place} />}
      {place.run.error && <WentWrong {...place} />}
      <AnalysisSection {...place} />
      <Warnings warnings={place.run.warnings} />
      <Events {...place} />
      <Configuration {...place} />
      <RunNote {...place} />
    </>
  )
}

/** What it made of rows when it was imported. */
function ImportFacts({ run }: RunPlace) {
  const { fvu, l0, dead } = run.validation ?? {}
  return (
    <SideSection title="Job">
      <Fact label="State" value={`${stateText(run)}, imported`} />
      {fvu !== undefined && <Fact label="FVU" value={formatSignificant(fvu)} />}
      {l0 !== undefined && <Fact label="L0" value={formatSignificant(l0)} />}
      {dead !== undefined && <Fact label="Did not fire" value={`${formatCount(dead)} of ${formatCount(run.config.dSae)}`} />}
    </SideSection>
  )
}

function JobFacts({ run, project }: RunPlace) {
  const { data: jobs } = useCall('jobs.list', { project: project.id })
  const { data: backend } = useCall('engine.backend', {})
  const job = (jobs ?? []).find((other) => other.kind === 'train' && other.run === run.id)
  const progress = run.state === 'running' ? job?.progress : undefined
  const rate = progress?.perSecond === undefined ? overallRate(run) : rowsPerSecond(progress.perSecond, progress.unit, run)
  const threads = backend && backend.name === run.backend ? `, ${backend.threads} threads` : ''
  return (
    <SideSection title="Job">
      <Fact label="State" value={stateText(run)} />
      <Fact label={progress ? 'Rate' : 'Mean rate'} value={rate === undefined ? '–' : `${formatCompact(rate)} rows/s`} />
      {progress?.secondsLeft !== undefined && <Fact label="Time left" value={formatSeconds(progress.secondsLeft)} />}
      <Fact
        label="Rows seen"
        value={formatCompact(run.step * run.config.batchRows)}
        title={formatCount(run.step * run.config.batchRows)}
      />
      <Fact label="Backend" value={`${run.backend || '–'}${threads}`} />
      {run.backend !== '' && run.backend !== 'tensorflow' && !isImported(run) && (
        <p className={styles.warnLine}>
          <Icon name="warning" size={14} />
          {backend?.fallbackReason ?? 'Not the native library: slower.'}
        </p>
      )}
    </SideSection>
  )
}

/** The job counts steps or rows; a rate is always told in rows. */
function rowsPerSecond(perSecond: number, unit: string, run: Run): number {
  return unit === 'rows' ? perSecond : perSecond * run.config.batchRows
}

function overallRate(run: Run): number | undefined {
  return run.seconds > 0 ? (run.step * run.config.batchRows) / run.seconds : undefined
}

function WentWrong({ run }: RunPlace) {
  const last = latestFirst(run.checkpoints)[0]
  return (
    <SideSection title="What happened">
      <p className={styles.failedTitle}>
        <Icon name="error" size={14} />
        <span>{run.error?.message}</span>
      </p>
      <p className={styles.quiet}>
        {last ? `The checkpoint of step ${formatCount(last.step)} is safe.` : 'There is no checkpoint.'} {run.error?.hint}
      </p>
      <div className={styles.failedActions}>
        {canResume(run) && last && (
          <Button size="small" command="run.pause" noKeys>
            Resume at {formatCount(resumeStep(run, last.step))}
          </Button>
        )}
        <Button size="small" variant="quiet" command="run.again" noKeys>
          New from this…
        </Button>
      </div>
    </SideSection>
  )
}

/** One that waits in its process lost nothing; any other goes on from its latest checkpoint. */
function resumeStep(run: Run, latest: number): number {
  return run.state === 'paused' ? run.step : latest
}

function Warnings({ warnings }: { warnings: RunWarning[] }) {
  if (warnings.length === 0) return null
  return (
    <SideSection title="Warnings" count={formatCount(warnings.length)}>
      <ul className={styles.warnings}>
        {warnings.map((warning) => (
          <li key={`${warning.step} ${warning.title}`} className={styles.warning}>
            <Icon name="warning" size={14} className={styles.warnIcon} />
            <div>
              <p className={styles.warningTitle}>{warning.title}</p>
              <p>{warning.detail}</p>
              <button type="button" className={styles.link} onClick={() => showStep(warning.step)}>
                Show step {formatCount(warning.step)}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </SideSection>
  )
}

/** What is marked on the axis, the latest first, in all its words: resumed, resampled, another path, spikes. */
function Events({ run, store }: RunPlace) {
  const { marks } = useRunSeries(store, run.id)
  const events = marks.filter((mark) => mark.kind !== 'checkpoint').reverse()
  if (events.length === 0) return null
  return (
    <SideSection title="Events" count={formatCount(events.length)}>
      <ul className={styles.events}>
        {events.slice(0, mostEvents).map((mark) => (
          <li key={`${mark.step} ${mark.kind}`}>
            <button type="button" className={styles.link} onClick={() => showStep(mark.step)}>
              {formatCount(mark.step)}
            </button>
            <span>{mark.text}</span>
          </li>
        ))}
      </ul>
    </SideSection>
  )
}

/** Fields that are true of a dictionary that was not trained here. */
const ownOfDictionary: string[] = ['kind', 'architecture', 'dSae', 'k', 'normalization']

function showStep(step: number): void {
  changeChart((view) => ({ ...view, marker: step, zoom: null }))
}

/** What was set where it matters most or differs from the run before; all of it when asked for. */
function Configuration({ run, runs, project }: RunPlace) {
  const [isWhole, setWhole] = useState(false)
  const previous = previousRun(runs, run)
  const differing = previous ? differingKeys(run.config, previous.config) : []
  const own = fieldsOf(run.config).filter(({ key }) => !isImported(run) || ownOfDictionary.includes(key))
  const fields = isWhole || isImported(run) ? own : own.filter(({ key, group }) => group === 'main' || differing.includes(key))
  const data = project.datasets.find((dataset) => dataset.id === run.dataset)
  const detail =
    previous && differing.length > 0 ? (
      <span className={`ellipsis ${styles.differs}`}>differs from {previous.name}</span>
    ) : undefined
  return (
    <SideSection title="Configuration" actions={detail}>
      {fields.map((field) => (
        <Fact
          key={field.key}
          label={field.label}
          title={field.hint}
          strong={differing.includes(field.key)}
          value={fieldText(field, run.config, runs)}
        />
      ))}
      {data && <Fact label="data" value={data.activations.fingerprint.slice(0, 8).replace(/(.{4})/, '$1 ')} title={data.name} />}
      <div hidden={isImported(run)}>
        <Button variant="quiet" size="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer fields' : `All ${own.length} fields`}
        </Button>
      </div>
    </SideSection>
  )
}
