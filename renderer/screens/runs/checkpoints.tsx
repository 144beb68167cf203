/** What of a run is on disk: checkpoints, the latest first, each with its analysis. */
import { isUnderWay } from '../../../contract/records/job'
import type { Checkpoint, Run } from '../../../contract/records/run'
import { useCall } from '../../app/engine/queries'
import { useProject } from '../../app/project/current'
import { Button } from '../../widgets/button'
import { formatBytes, formatCount, formatWhen } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import type { RunActions } from './run-actions'
import { latestFirst, reasonWords } from './run-words'
import styles from './runs-sidebar.module.css'
import { changeChart, writeRun } from './runs-view'

export function Checkpoints({ run, actions }: { run: Run; actions: RunActions }) {
  const project = useProject()
  const { data: jobs } = useCall('jobs.list', { project: project?.id }, { enabled: project !== undefined })
  const isBusy = (jobs ?? []).some((job) => job.kind === 'analyze' && job.run === run.id && isUnderWay(job))
  const checkpoints = latestFirst(run.checkpoints)
  return (
    <SideSection title="Checkpoints" actions={<span className="ellipsis">{run.name}</span>} flush>
      {checkpoints.length === 0 && (
        <p className={styles.noCheckpoints}>None yet; one comes every {formatCount(run.config.checkpointEverySteps)} steps</p>
      )}
      <ul aria-label="Checkpoints">
        {checkpoints.map((checkpoint, i) => (
          <CheckpointRow key={checkpoint.step} {...{ checkpoint, run, actions, isBusy }} isLatest={i === 0} />
        ))}
      </ul>
      {checkpoints.length > 0 && <Room checkpoints={checkpoints} />}
    </SideSection>
  )
}

/** What they take of the disk, and the way to less. */
function Room({ checkpoints }: { checkpoints: Checkpoint[] }) {
  const bytes = checkpoints.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return (
    <div className={styles.checkpointsFoot}>
      <span className="caption">{formatBytes(bytes)} on disk</span>
      {checkpoints.length > 1 && (
        <Button variant="quiet" size="small" command="run.prune">
          Remove spare…
        </Button>
      )}
    </div>
  )
}

interface CheckpointRowProps {
  checkpoint: Checkpoint
  run: Run
  actions: RunActions
  isLatest: boolean
  isBusy: boolean
}

function CheckpointRow({ checkpoint, run, actions, isLatest, isBusy }: CheckpointRowProps) {
  const isAnalyzed = run.analysis?.step === checkpoint.step
  const words = [isLatest && 'latest', isAnalyzed && 'analyzed', reasonWords[checkpoint.reason]].filter(Boolean).join(', ')
  const title = `Step ${formatCount(checkpoint.step)}, ${formatBytes(checkpoint.sizeBytes)}, ${formatWhen(checkpoint.createdAt)}`
  return (
    <li className={styles.checkpoint} title={title}>
      <button
        type="button"
        className={styles.checkpointName}
        onClick={() => changeChart((view) => ({ ...view, marker: checkpoint.step }))}
      >
        <span className={styles.checkpointStep}>{formatCount(checkpoint.step)}</span>
        <span className="ellipsis">{words}</span>
      </button>
      <span className={styles.checkpointAct}>
        <Button
          variant="quiet"
          size="small"
          aria-label={`New run from the weights of step ${checkpoint.step}`}
          onClick={() => writeRun(run.id, { run: run.id, step: checkpoint.step })}
        >
          Start from
        </Button>
        {!isAnalyzed && (
          <Button
            variant="quiet"
            size="small"
            disabled={isBusy}
            aria-label={`Analyze step ${checkpoint.step}`}
            onClick={() => actions.analyze(run, checkpoint.step)}
          >
            Analyze
          </Button>
        )}
      </span>
    </li>
  )
}
