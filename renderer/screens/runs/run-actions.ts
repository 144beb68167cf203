/** What can be done with a run: the calls with the questions that come before them. */
import type { Run } from '../../../contract/records/run'
import { useAct } from '../../app/engine/queries'
import { navigate, replacePlace } from '../../app/session'
import { choose, confirm } from '../../widgets/dialog/dialog-store'
import { formatBytes, formatCount, formatPlural } from '../../widgets/format'
import { toast } from '../../widgets/toast/toast-store'
import { latestFirst } from './run-words'

export interface RunActions {
  pause(run: Run): void
  resume(run: Run): void
  stop(run: Run): Promise<void>
  checkpoint(run: Run): void
  /** `fresh`: all rows, whatever there is. */
  analyze(run: Run, step?: number, fresh?: boolean): void
  remove(run: Run): Promise<void>
  rename(run: Run, name: string): void
  setNote(run: Run, note: string): void
  setTags(run: Run, tags: string[]): void
  archive(run: Run, archived: boolean): void
  /** Checkpoints that nothing needs, after saying how many and how large. */
  prune(run: Run): Promise<void>
  explore(run: Run): void
}

export function useRunActions(project: string): RunActions {
  const pause = useAct('runs.pause')
  const resume = useAct('runs.resume')
  const stop = useAct('runs.stop')
  const checkpoint = useAct('runs.checkpoint', { onDone: (run) => toast({ tone: 'ok', text: checkpointText(run) }) })
  const analyze = useAct('runs.analyze')
  const remove = useAct('runs.delete')
  const rename = useAct('runs.rename')
  const setNote = useAct('runs.setNote')
  const setTags = useAct('runs.setTags')
  const archive = useAct('runs.archive')
  const prune = useAct('runs.prune')
  const one = (run: Run) => ({ project, run: run.id })
  return {
    pause: (run) => pause.mutate(one(run)),
    resume: (run) => resume.mutate(one(run)),
    stop: async (run) => {
      const answer = await choose(stopQuestion(run))
      if (answer) stop.mutate({ ...one(run), keep: answer === 'keep' })
    },
    checkpoint: (run) => checkpoint.mutate(one(run)),
    analyze: (run, step, fresh = false) => analyze.mutate({ ...one(run), step, fresh }),
    remove: async (run) => {
      if (!(await confirm(removeQuestion(run)))) return
      if (!(await done(remove.mutateAsync({ ...one(run), confirmed: true })))) return
      replacePlace({ run: null })
      toast({ text: `${run.name} deleted` })
    },
    rename: (run, name) => {
      if (name.trim() && name.trim() !== run.name) rename.mutate({ ...one(run), name: name.trim() })
    },
    setNote: (run, note) => {
      if (note !== run.note) setNote.mutate({ ...one(run), note })
    },
    setTags: (run, tags) => {
      if (tags.join() !== run.tags.join()) setTags.mutate({ ...one(run), tags })
    },
    archive: (run, archived) => {
      const undo = { label: 'Undo', run: () => archive.mutate({ ...one(run), archived: !archived }) }
      archive.mutate(
        { ...one(run), archived },
        {
          onSuccess: () =>
            toast({ text: `${run.name} ${archived ? 'archived' : 'back in the list'}`, icon: 'undo', action: undo })
        }
      )
    },
    prune: async (run) => {
      const spare = await done(prune.mutateAsync({ ...one(run), dryRun: true }))
      if (!spare) return
      const { removed, freedBytes } = spare.value
      if (removed.length === 0) {
        toast({
          text: `${run.name} has no spare checkpoint`,
          detail: 'The last, the best, the analyzed and those asked for stay.'
        })
        return
      }
      if (!(await confirm(pruneQuestion(run, removed.length, freedBytes)))) return
      if (await done(prune.mutateAsync(one(run)))) toast({ tone: 'ok', text: prunedText(run, removed.length, freedBytes) })
    },
    explore: (run) => navigate('explore', { run: run.id })
  }
}

/** What came of a call; nothing where it was refused, which a toast has said. */
function done<Value>(call: Promise<Value>): Promise<{ value: Value } | undefined> {
  return call.then(
    (value) => ({ value }),
    () => undefined
  )
}

function checkpointText(run: Run): string {
  return `Checkpoint of ${run.name} asked for at step ${formatCount(run.step)}`
}

function stopQuestion(run: Run) {
  const last = latestFirst(run.checkpoints)[0]
  const kept = last ? `The latest checkpoint is of step ${formatCount(last.step)}.` : 'There is no checkpoint yet.'
  return {
    title: `Stop ${run.name}?`,
    text: `It is at step ${formatCount(run.step)} of ${formatCount(run.config.steps)}. ${kept} A stopped run can be resumed from its latest checkpoint.`,
    choices: [
      { value: 'discard', label: 'Only stop' },
      { value: 'keep', label: 'Checkpoint and stop', variant: 'primary' as const }
    ],
    cancel: 'Go on'
  }
}

function prunedText(run: Run, count: number, bytes: number): string {
  return `${formatPlural(count, 'checkpoint')} of ${run.name} removed, ${formatBytes(bytes)} freed`
}

function pruneQuestion(run: Run, count: number, bytes: number) {
  const spare = formatPlural(count, 'checkpoint')
  return {
    title: `Remove ${spare} of ${run.name}?`,
    text: `That frees ${formatBytes(bytes)}. The last, the best, the analyzed one and those that were asked for stay.`,
    action: `Remove ${spare}`,
    danger: true
  }
}

function removeQuestion(run: Run) {
  return {
    title: `Delete ${run.name}?`,
    text: `Its checkpoints, its analysis and all labels made on it are deleted with it. Exported folders stay. This can not be undone.`,
    action: `Delete ${run.name}`,
    danger: true
  }
}
