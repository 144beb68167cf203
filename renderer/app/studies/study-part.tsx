/**
 * A part of a screen that shows the answer of a study: what it will say and one button before it was asked, progress while it
 * is being answered, the remedy where it failed, and a line above an answer that is from an earlier analysis.
 */
import type { ReactNode } from 'react'
import type { StudyKind } from '../../../contract/records/studies/kinds'
import { errorFromRecord } from '../../../contract/wire/errors'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { ProgressBar } from '../../widgets/progress-bar'
import { Skeleton } from '../../widgets/skeleton'
import { useCommands } from '../commands/commands'
import { useAct } from '../engine/queries'
import { useProject } from '../project/current'
import { StudyNotice } from './study-notice'
import styles from './study-part.module.css'
import type { AnsweredStudy, StudyView } from './use-study'
import { useStudyProgress } from './use-study-progress'

export interface StudyPartProps<K extends StudyKind> {
  view: StudyView<K>
  /** Scope of its keys. */
  scope: string
  /** "No pattern table yet". */
  title: string
  /** What it will say, and what it takes. */
  explanation: ReactNode
  /** Word on the one button. */
  action: string
  /** False: another part of the same scope has the keys. */
  hasKeys?: boolean
  children: (answered: AnsweredStudy<K>) => ReactNode
}

export function StudyPart<K extends StudyKind>(props: StudyPartProps<K>) {
  const { view, scope, action, hasKeys = true, children } = props
  const { latest, answered } = view
  const readOnly = useProject()?.readOnly ?? false
  const cancel = useAct('jobs.cancel')
  const isRunning = latest?.state === 'running'
  const job = isRunning ? latest.job : undefined
  useCommands(
    hasKeys
      ? [
          {
            id: 'study.start',
            title: answered ? 'Ask again' : action,
            keys: ['Mod+Enter'],
            scope,
            when: view.start !== undefined && !readOnly && !isRunning,
            run: () => view.start?.()
          },
          {
            id: 'study.cancel',
            title: 'Stop looking for the answer',
            keys: ['Mod+.'],
            scope,
            when: job !== undefined,
            run: () => job && cancel.mutate({ job })
          }
        ]
      : []
  )
  if (answered)
    return (
      <>
        <StudyNotice view={view} readOnly={readOnly} />
        {children(answered)}
      </>
    )
  if (isRunning) return <UnderWay job={job} {...props} />
  return <Unanswered {...props} readOnly={readOnly} />
}

function Unanswered<K extends StudyKind>(props: StudyPartProps<K> & { readOnly: boolean }) {
  const { view, title, explanation, action, hasKeys = true, readOnly } = props
  const { latest } = view
  if (view.isLoading) return <Loading />
  const button = (word: string) => (
    <Button
      variant={hasKeys ? 'primary' : 'default'}
      {...(hasKeys ? { command: 'study.start' } : {})}
      disabled={readOnly || view.start === undefined || view.isStarting}
      onClick={() => view.start?.()}
    >
      {word}
    </Button>
  )
  const error = latest?.state === 'failed' ? latest.error : view.error
  if (error) return <Failed error={error instanceof Error ? error : errorFromRecord(error)} actions={button('Try again')} />
  const ended = latest?.state === 'cancelled' ? 'It was stopped before there was an answer. ' : ''
  const broken = latest?.state === 'interrupted' ? 'It was interrupted before there was an answer. ' : ''
  return (
    <Empty title={title} actions={button(action)}>
      {ended || broken}
      {explanation}
      {readOnly && ' This project is open for reading only, so nothing can be asked here.'}
    </Empty>
  )
}

function UnderWay<K extends StudyKind>({ job, action, hasKeys = true }: StudyPartProps<K> & { job: string | undefined }) {
  const { share, words } = useStudyProgress(job)
  const cancel = useAct('jobs.cancel')
  return (
    <Empty
      title={action}
      actions={
        <Button
          {...(hasKeys ? { command: 'study.cancel' } : {})}
          disabled={job === undefined || cancel.isPending}
          onClick={() => job && cancel.mutate({ job })}
        >
          Cancel
        </Button>
      }
    >
      <span className={styles.progress}>
        <ProgressBar label={`Progress: ${action}`} value={share} width={240} />
        <span role="status">{words}</span>
      </span>
    </Empty>
  )
}

function Loading() {
  return (
    <div className={styles.loading}>
      <Skeleton rows={8} rowHeight={28} />
    </div>
  )
}
