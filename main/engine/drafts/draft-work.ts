/** Drafts under way: a process asks the model, and each answer is on disk when it goes on. */
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import type { Announce } from '../connections/announce'
import type { ProcessSpawner } from '../jobs/job-process'
import type { JobHandle, Jobs } from '../jobs/jobs'
import type { DraftRecord } from '../jobs/protocol/draft'
import { startProcess } from '../jobs/start-process'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import { draftSpec } from './draft-spec'
import type { ModelKeys } from './model-keys'
import { suggestionFrom } from './suggestion'

export interface DraftWorkOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
  keys: ModelKeys
}

interface UnderWay {
  project: OpenProject
  job: string
  abort: AbortController
  /** What an end by the abort means. */
  ending: 'paused' | 'cancelled'
  ended: Promise<void>
}

export class DraftWork {
  private readonly underWay = new Map<string, UnderWay>()

  constructor(private readonly options: DraftWorkOptions) {}

  /** Undefined for a draft that nobody works on. */
  jobOf(id: string): string | undefined {
    return this.underWay.get(id)?.job
  }

  begin(project: OpenProject, id: string): void {
    const { projects, jobs } = this.options
    const { run, order } = project.store.drafts.get(id)
    const abort = new AbortController()
    const cancel = () => void this.end(id, 'cancelled')
    const job = jobs.open({ kind: 'drafts', project: project.id, run, title: `drafts by ${order.server.model}`, cancel })
    const entry: UnderWay = { project, job: job.id, abort, ending: 'cancelled', ended: Promise.resolve() }
    this.underWay.set(id, entry)
    projects.retain(project.id, abort)
    entry.ended = this.follow(entry, id, job).finally(() => projects.release(project.id, abort))
  }

  /** Resolves when nothing of it runs any more; at once where nothing did. */
  async end(id: string, ending: UnderWay['ending']): Promise<void> {
    const entry = this.underWay.get(id)
    if (!entry) return
    entry.ending = ending
    entry.abort.abort()
    await entry.ended
  }

  async endAll(ending: UnderWay['ending']): Promise<void> {
    await Promise.all([...this.underWay.keys()].map((id) => this.end(id, ending)))
  }

  private async follow(entry: UnderWay, id: string, job: JobHandle): Promise<void> {
    const { project, abort } = entry
    const { store } = project
    const { run } = store.drafts.get(id)
    const tell = () => {
      this.options.announce('drafts.changed', { project: project.id, run })
      this.options.announce('suggestions.changed', { project: project.id, run })
    }
    try {
      job.state('running')
      tell()
      const { order } = store.drafts.get(id)
      const key = this.options.keys.keyFor(order.server.address)
      const result = await startProcess(this.options.spawner, {
        entry: 'draft',
        spec: await draftSpec(store, id, key),
        onProgress: (progress) => job.progress(progress),
        onRecord: (record) => {
          store.together(() => keep(store, id, record))
          if (record.about === 'finished') tell()
        },
        signal: abort.signal
      }).result
      if (result.task !== 'draft') throw new LoupeError('internal', `The process answered ${result.task}`)
      store.drafts.change(id, { state: 'done', stopped: result.stopped ?? null })
      this.underWay.delete(id)
      job.end('done')
    } catch (thrown) {
      this.fail(entry, id, errorRecordFrom(thrown), job)
    }
    tell()
  }

  private fail({ project, ending }: UnderWay, id: string, error: ErrorRecord, job: JobHandle): void {
    this.underWay.delete(id)
    const isCancelled = error.code === 'cancelled'
    const state = isCancelled ? ending : error.code === 'crashed' ? 'interrupted' : 'failed'
    try {
      project.store.drafts.change(id, { state, error: isCancelled ? null : error })
    } catch {
      // A disk that is full refuses this too: then the draft counts as interrupted.
    }
    job.end(state === 'paused' ? 'cancelled' : state, isCancelled ? undefined : error)
  }
}

function keep({ drafts, suggestions }: ProjectStore, id: string, record: DraftRecord): void {
  if (record.about === 'asked') drafts.asked(id)
  else if (record.about === 'used') drafts.used(id, record.use)
  else if (record.about === 'explained') drafts.explained(id, record.feature, record.text)
  else {
    const { run, order } = drafts.get(id)
    const suggestion = suggestionFrom(record.drafted, order)
    drafts.finished(id, record.drafted)
    if (suggestion) suggestions.put(run, [suggestion])
  }
}
