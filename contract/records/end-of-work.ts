/** Whether the end of a job is worth a message of the system, and what it says; the shell tells it, in browser mode the page. Pure decision. */
import type { Job } from './job'

/** Who waits for less is still there. */
const longMs = 60_000

export interface EndNews {
  title: string
  body: string
}

/**
 * Of a training, or of a sweep and not each of its runs: when it took long and was done or failed while nobody looked.
 * One that somebody cancelled, or that ended because Loupe did, is no news.
 */
export function newsOfEnd(job: Job, isLookedAt: boolean): EndNews | undefined {
  const { kind, group, state, startedAt, finishedAt, error } = job
  const isOwn = kind === 'sweep' || (kind === 'train' && group === undefined)
  const isLong = finishedAt !== undefined && finishedAt - startedAt > longMs
  if (isLookedAt || !isOwn || !isLong) return undefined
  if (state === 'done') return { title: `${job.title} is done`, body: doneText(job) }
  if (!error || (state !== 'failed' && state !== 'interrupted')) return undefined
  return { title: `${job.title} failed`, body: sentences(error.message, error.hint) }
}

/** Messages of errors may end without a full stop. */
function sentences(message: string, hint: string | undefined): string {
  return hint ? `${message.replace(/[^.!?]$/, '$&.')} ${hint}` : message
}

function doneText({ progress, startedAt, finishedAt = startedAt }: Job): string {
  const minutes = Math.round((finishedAt - startedAt) / 60_000)
  const time = minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return progress ? `${progress.done.toLocaleString('en-US')} ${progress.unit} in ${time}` : `After ${time}`
}
