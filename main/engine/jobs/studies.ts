/**
 * The studies under way: a process answers, the store remembers when the answer is complete. A study that fails, is cancelled
 * or crashes leaves nothing on disk; that it did is known until the engine ends.
 */
import { randomBytes } from 'node:crypto'
import type { Progress } from '../../../contract/records/basics'
import type { StudyQuestion } from '../../../contract/records/studies/kinds'
import type { Study } from '../../../contract/records/studies/study'
import { type ErrorRecord, errorFromRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { StoredStudy } from '../../store/study-records'
import type { Announce } from '../connections/announce'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import type { ProcessSpawner } from './job-process'
import type { JobHandle, Jobs } from './jobs'
import { startProcess } from './start-process'
import { type Asked, askedAnalyses, studySpec } from './study-spec'

export interface StudiesOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
}

/** Studies without an answer that are remembered. */
const mostEnded = 100

interface Unanswered {
  project: string
  study: Study
  abort: AbortController
  ended: Promise<void>
  /** Who waits for the answer and wants to hear how far it is. */
  watchers: Set<(progress: Progress) => void>
}

export class Studies {
  /** Those that run, and those that ended without an answer. */
  private readonly unanswered = new Map<string, Unanswered>()
  private isClosed = false

  constructor(private readonly options: StudiesOptions) {}

  /** The answer of this question that is kept and not stale. */
  kept({ store }: OpenProject, run: string, question: StudyQuestion): Study | undefined {
    const found = store.studies.answered(run, question)
    return found && studyFrom(found)
  }

  /** The study under way that asks this, or a new one. */
  start(project: OpenProject, run: string, question: StudyQuestion): Study {
    if (this.isClosed) throw new LoupeError('busy', 'Loupe is closing')
    const asked = askedAnalyses(project.store, run, question)
    return this.underWay(project, run, question) ?? this.begin(project, { run, question, asked })
  }

  /**
   * The kept answer of this question, or the one under way or a new one when it has come. Throws what ended it; cancelled as soon as
   * `signal` is aborted, which also ends a study that was started here.
   */
  async answer(
    project: OpenProject,
    run: string,
    question: StudyQuestion,
    { signal, progress }: { signal: AbortSignal; progress(progress: Progress): void }
  ): Promise<Study> {
    const kept = this.kept(project, run, question)
    if (kept) return kept
    const isNew = !this.underWay(project, run, question)
    const { id } = this.start(project, run, question)
    const entry = this.unanswered.get(id)
    if (entry) await watched(entry, { signal, progress, cancels: isNew })
    const study = this.get(project, id)
    if (study.state === 'done') return study
    throw study.error ? errorFromRecord(study.error) : new LoupeError('cancelled', 'The question was cancelled')
  }

  /** The latest first. */
  list(project: OpenProject, run?: string): Study[] {
    const own = [...this.unanswered.values()].filter((one) => one.project === project.id).map(({ study }) => study)
    const wanted = own.filter((study) => run === undefined || study.run === run)
    const kept = project.store.studies.list(run).map(studyFrom)
    return [...wanted, ...kept].sort((a, b) => b.createdAt - a.createdAt)
  }

  get(project: OpenProject, id: string): Study {
    const known = this.unanswered.get(id)
    if (known?.project === project.id) return known.study
    const kept = project.store.studies.find(id)
    if (kept) return studyFrom(kept)
    throw new LoupeError('not-found', 'There is no such study in this project', { hint: 'Ask its question again.' })
  }

  /** Throws busy, or what ended it, when it has no answer. */
  answered(project: OpenProject, id: string): Study {
    const study = this.get(project, id)
    if (study.state === 'done') return study
    const hint = study.state === 'running' ? 'Wait for its job.' : (study.error?.hint ?? 'Ask its question again.')
    throw new LoupeError('busy', `This study has no answer: it is ${study.state}`, { hint })
  }

  async remove(project: OpenProject, id: string): Promise<void> {
    const { run } = this.get(project, id)
    const known = this.unanswered.get(id)
    known?.abort.abort()
    await known?.ended
    this.unanswered.delete(id)
    project.store.studies.remove(run, id)
    this.tell(project, run)
  }

  /** Of a run that is deleted; the kept ones went with it. */
  forgetRun(run: string): void {
    for (const { study } of this.unanswered.values()) if (study.run === run) this.unanswered.delete(study.id)
  }

  async cancelAll(): Promise<void> {
    this.isClosed = true
    for (const one of this.unanswered.values()) one.abort.abort()
    await Promise.all([...this.unanswered.values()].map((one) => one.ended))
  }

  private underWay(project: OpenProject, run: string, question: StudyQuestion): Study | undefined {
    const text = JSON.stringify(question)
    const same = (study: Study) => study.run === run && study.state === 'running' && JSON.stringify(study.question) === text
    return [...this.unanswered.values()].find((one) => one.project === project.id && same(one.study))?.study
  }

  private begin(project: OpenProject, work: { run: string; question: StudyQuestion; asked: Asked }): Study {
    const { run, question, asked } = work
    const id = `study-${randomBytes(6).toString('hex')}`
    const abort = new AbortController()
    const title = `${question.kind} · ${project.store.runs.get(run).name}`
    const job = this.options.jobs.open({ kind: 'study', project: project.id, run, title, cancel: () => abort.abort() })
    const { step, rows } = asked.analysis
    const base = { id, run, kind: question.kind, question, job: job.id, createdAt: Date.now(), step, rows, stale: false }
    const entry: Unanswered = {
      project: project.id,
      study: { ...base, state: 'running' },
      abort,
      ended: Promise.resolve(),
      watchers: new Set()
    }
    this.forgetOld()
    this.unanswered.set(id, entry)
    this.options.projects.retain(project.id, abort)
    entry.ended = this.follow(project, entry, asked, job).finally(() => this.options.projects.release(project.id, abort))
    this.tell(project, run)
    return entry.study
  }

  private async follow(project: OpenProject, entry: Unanswered, asked: Asked, job: JobHandle): Promise<void> {
    const { store } = project
    const { id, run, question, createdAt, step, rows } = entry.study
    try {
      job.state('running')
      await startProcess(this.options.spawner, {
        entry: 'study',
        spec: studySpec(store, { id, run, question, asked }),
        onProgress: (progress) => {
          job.progress(progress)
          for (const watcher of entry.watchers) watcher(progress)
        },
        signal: entry.abort.signal
      }).result
      const [analysis, otherAnalysis] = [asked.analysis.id, asked.other?.id]
      store.studies.record({ id, run, question, createdAt, analysis, otherAnalysis, step, rows })
      this.unanswered.delete(id)
      job.end('done')
    } catch (thrown) {
      this.fail(project, entry, errorRecordFrom(thrown), job)
    }
    this.tell(project, run)
  }

  private fail(project: OpenProject, entry: Unanswered, error: ErrorRecord, job: JobHandle): void {
    try {
      project.store.studies.remove(entry.study.run, entry.study.id)
    } catch {
      // A disk that is full refuses this too; the store sweeps it at the next opening.
    }
    const isCancelled = error.code === 'cancelled'
    const state = isCancelled ? 'cancelled' : error.code === 'crashed' ? 'interrupted' : 'failed'
    entry.study = { ...entry.study, state, ...(isCancelled ? {} : { error }) }
    job.end(state, isCancelled ? undefined : error)
  }

  private tell(project: OpenProject, run: string): void {
    this.options.announce('studies.changed', { project: project.id, run })
  }

  private forgetOld(): void {
    const ended = [...this.unanswered.values()].filter(({ study }) => study.state !== 'running')
    for (const { study } of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.unanswered.delete(study.id)
  }
}

/** Waits until it has ended, one way or the other; throws cancelled at once. */
async function watched(
  entry: Unanswered,
  { signal, progress, cancels }: { signal: AbortSignal; progress(progress: Progress): void; cancels: boolean }
): Promise<void> {
  entry.watchers.add(progress)
  let stop = (): void => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      if (cancels) entry.abort.abort()
      reject(new LoupeError('cancelled', 'The question was cancelled'))
    }
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
  })
  try {
    await Promise.race([entry.ended, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
    entry.watchers.delete(progress)
  }
}

function studyFrom({ id, run, question, createdAt, step, rows, stale }: StoredStudy): Study {
  return { id, run, kind: question.kind, question, state: 'done', createdAt, step, rows, stale }
}
