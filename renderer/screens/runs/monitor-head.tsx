/** The head of the monitor: which run, how far, and the few things to do with it. No button is filled: nothing here is pressed in a hurry. */
import { Button } from '../../widgets/button'
import { formatCount } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { ProgressBar } from '../../widgets/progress-bar'
import { RunDot } from '../../widgets/run-swatch'
import { canResume, isImported, isLive } from './run-words'
import styles from './runs.module.css'
import type { RunPlace } from './runs-place'
import { useLiveStep } from './use-run-series'

export function MonitorHead({ run, store }: RunPlace) {
  const { steps } = run.config
  const step = useLiveStep(store, run)
  return (
    <Head
      title={
        <span className={styles.headTitle}>
          <RunDot slot={run.slot} />
          <span className="ellipsis">{run.name}</span>
        </span>
      }
      detail={
        isImported(run) ? (
          'imported'
        ) : (
          <>
            <span className="mono">
              <strong className={styles.step}>{formatCount(step)}</strong> / {formatCount(steps)}
            </span>
            <ProgressBar label="steps done" value={step / Math.max(1, steps)} width={96} height={6} />
          </>
        )
      }
      actions={
        isLive(run.state) ? (
          <>
            <Button command="run.checkpoint">Checkpoint</Button>
            <Button command="run.stop">Stop…</Button>
            {run.state === 'paused' ? (
              <Button command="run.pause" icon="play">
                Resume
              </Button>
            ) : (
              <Button command="run.pause" icon="pause">
                Pause
              </Button>
            )}
          </>
        ) : (
          <>
            <Button command="run.again">New from this…</Button>
            {canResume(run) && (
              <Button command="run.pause" icon="play">
                Resume
              </Button>
            )}
            {run.analysis ? <Button command="run.explore">Explore</Button> : <Button command="run.analyze">Analyze</Button>}
          </>
        )
      }
    />
  )
}
