/** Says that a training ended, as a toast where the person is on another screen. The desktop is told by the shell, or by end-notices.ts. */
import { useRef } from 'react'
import type { Run, RunState } from '../../../contract/records/run'
import { formatFixed, formatSeconds } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { useEvent } from '../engine/queries'
import { navigate, useSession } from '../session'

export interface RunNotice {
  tone: 'ok' | 'danger'
  title: string
  text: string
}

/** What there is to say when a run changed; undefined unless it just ended by itself. */
export function noticeOf(previous: RunState | undefined, run: Run): RunNotice | undefined {
  if (previous !== 'running' || (run.state !== 'done' && run.state !== 'failed')) return undefined
  if (run.state === 'failed')
    return { tone: 'danger', title: `${run.name} failed`, text: run.error?.message ?? `At step ${run.step}.` }
  const explained = run.validation?.explained_variance
  const words = [formatSeconds(run.seconds), explained !== undefined && `explained variance ${formatFixed(explained, 3)}`]
  return { tone: 'ok', title: `${run.name} is trained`, text: words.filter(Boolean).join(', ') }
}

/** Mounted once, by the shell. */
export function useRunNotices(): void {
  const states = useRef(new Map<string, RunState>())
  useEvent('run.changed', ({ project, run }) => {
    const notice = noticeOf(states.current.get(run.id), run)
    states.current.set(run.id, run.state)
    if (!notice) return
    const { screen, project: open } = useSession.getState()
    if (screen === 'runs' || screen === 'compare' || open !== project) return
    const action = { label: 'Show', run: () => navigate('runs', { run: run.id }) }
    toast({ tone: notice.tone, text: notice.title, detail: notice.text, action })
  })
}
