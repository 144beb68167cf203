/** The runs of the project with their eyes and explained variances, and the checkpoints of the chosen one. */
import { useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import { type Command, useCommands } from '../../app/commands/commands'
import { useImportRequest } from '../../app/project/import-request'
import { replacePlace } from '../../app/session'
import { Button } from '../../widgets/button'
import { formatCount, formatFixed } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { SideSection } from '../../widgets/panel'
import { RunSwatch } from '../../widgets/run-swatch'
import { Checkpoints } from './checkpoints'
import type { RunsPlace } from './runs-place'
import styles from './runs-sidebar.module.css'
import { stopWriting, toggleEye, useRunsView } from './runs-view'

export function RunsSidebar({ runs, run, actions }: RunsPlace & { run: Run | undefined }) {
  const list = useRef<HTMLUListElement>(null)
  const isWriting = useRunsView((view) => view.isWriting)
  const isImporting = useImportRequest((request) => request.isOpen)
  const listed = runs.filter((other) => !other.archived || other.id === run?.id)
  useCommands(listCommands(listed, run, list.current))
  return (
    <>
      <SideSection title="Runs" count={formatCount(listed.length)} flush>
        <ul ref={list} className={styles.runs} data-scope="list" aria-label="Runs">
          {listed.map((other) => (
            <RunRow
              key={other.id}
              run={other}
              isChosen={other.id === run?.id && !isWriting && !isImporting}
              isOnly={listed.length === 1}
            />
          ))}
        </ul>
        <div className={styles.runsFoot}>
          {runs.length > 0 && <p className="caption">explained variance, validation</p>}
          {!isWriting && (
            <>
              <Button size="small" icon="plus" command="run.new">
                New run…
              </Button>
              {!isImporting && (
                <Button size="small" variant="quiet" command="dictionary.import">
                  Import dictionary…
                </Button>
              )}
              {runs.length > 1 && (
                <Button size="small" variant="quiet" command="runs.all">
                  Compare all runs
                </Button>
              )}
            </>
          )}
        </div>
      </SideSection>
      {run && !isWriting && !isImporting && <Checkpoints run={run} actions={actions} />}
    </>
  )
}

function RunRow({ run, isChosen, isOnly }: { run: Run; isChosen: boolean; isOnly: boolean }) {
  const isOpen = useRunsView((view) => view.eyes.includes(run.id))
  const isDrawn = isChosen || isOpen
  return (
    <li className={styles.run} data-chosen={isChosen} data-run={run.id}>
      <button
        type="button"
        className={styles.eye}
        aria-pressed={isDrawn}
        aria-label={`Draw ${run.name} beside the others`}
        title={
          isChosen ? 'The chosen run is always drawn' : isOpen ? 'Drawn; click to hide (Space)' : 'Hidden; click to draw (Space)'
        }
        disabled={isChosen || isOnly}
        onClick={() => toggleEye(run.id)}
        tabIndex={-1}
      >
        {isDrawn ? <RunSwatch slot={run.slot} /> : <Icon name="eye-off" size={14} />}
      </button>
      <button
        type="button"
        className={styles.runName}
        aria-current={isChosen ? 'true' : undefined}
        title={run.note ? `${run.name}\n${run.note}` : run.name}
        onClick={() => chooseRun(run.id)}
      >
        <span className="ellipsis">{run.name}</span>
        <RunValue run={run} />
      </button>
    </li>
  )
}

function RunValue({ run }: { run: Run }) {
  if (run.state === 'failed') return <span className={styles.failedValue}>failed</span>
  const value = run.validation?.explained_variance
  if (value !== undefined) return <span className={styles.runValue}>{formatFixed(value, 3)}</span>
  const share = Math.floor((100 * run.step) / Math.max(1, run.config.steps))
  return <span className={styles.runState}>{run.state === 'running' ? `${share} %` : run.state}</span>
}

function chooseRun(run: string): void {
  stopWriting()
  replacePlace({ run })
}

function listCommands(runs: Run[], run: Run | undefined, list: HTMLElement | null): Command[] {
  const scope = 'list'
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-run]')?.dataset.run
  const step = (by: number) => {
    const at = runs.findIndex((other) => other.id === (focused() ?? run?.id))
    const next = runs[Math.max(0, Math.min(runs.length - 1, at + by))]
    list?.querySelector<HTMLElement>(`[data-run="${next?.id}"] > button:last-child`)?.focus()
    if (next) chooseRun(next.id)
  }
  return [
    { id: 'runs.next', title: 'Next run', keys: ['J', 'ArrowDown'], scope, hidden: true, run: () => step(1) },
    { id: 'runs.previous', title: 'Previous run', keys: ['K', 'ArrowUp'], scope, hidden: true, run: () => step(-1) },
    {
      id: 'runs.eye',
      title: 'Draw run beside the others',
      keys: ['X'],
      scope,
      hidden: true,
      run: () => {
        const id = focused()
        if (id && id !== run?.id) toggleEye(id)
      }
    }
  ]
}
