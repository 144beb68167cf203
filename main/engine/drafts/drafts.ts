/**
 * Drafts under way: a process asks the model, each answer is on disk when it goes on. A draft that was paused, failed or was left by an
 * engine that ended goes on where it was; what was answered is not asked again.
 */
import { randomBytes } from 'node:crypto'
import type { Draft, DraftLimits, DraftOrder, ModelServer } from '../../../contract/records/draft'
import { type ErrorRecord, errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import { checkedAddress } from '../../drafting/index'
import type { StoredDraft } from '../../store/draft-records'
import type { ProjectStore } from '../../store/project-store'
import type { Announce } from '../connections/announce'
import type { ProcessSpawner } from '../jobs/job-process'
import type { JobHandle, Jobs } from '../jobs/jobs'
import type { DraftRecord } from '../jobs/protocol'
import { startProcess } from '../jobs/start-process'
import type { OpenProject, OpenProjects } from '../projects/open-projects'
import { draftSpec } from './draft-spec'
import type { ModelKeys } from './model-keys'
import type { ModelSettingsFile } from './model-settings'
import { suggestionFrom } from './suggestion'

export interface DraftsOptions {
  projects: OpenProjects
  spawner: ProcessSpawner
  jobs: Jobs
  announce: Announce
  settings: ModelSettingsFile
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

export class Drafts {
  private readonly underWay = new Map<string, UnderWay>()
  private isClosed = false

  constructor(private readonly options: DraftsOptions) {}

  start(project: OpenProject, run: string, features: Uint32Array, order: DraftOrder): Draft {
    this.requireAllowed(order.server)
    const id = `draft-${randomBytes(6).toString('hex')}`
    project.store.drafts.add({ id, run, createdAt: Date.now(), order, features })
    this.begin(project, id)
    return this.get(project, id)
  }

  /** With this server, whatever the draft was begun with: a project from somebody else must not decide where things are sent. */
  resume(project: OpenProject, id: string, server: ModelServer, limits: DraftLimits | undefined): Draft {
    this.requireAllowed(server)
    if (this.underWay.has(id)) throw new LoupeError('busy', 'This draft is under way')
    const { drafts } = project.store
    const { order, finished, features } = drafts.get(id)
    if (finished === features) throw new LoupeError('empty', 'All features of this draft are done')
    drafts.change(id, {
      state: 'running',
      order: { ...order, server, limits: limits ?? order.limits },
      stopped: null,
      error: null
    })
    this.begin(project, id)
    return this.get(project, id)
  }

  async pause(project: OpenProject, id: string): Promise<Draft> {
    await this.end(id, 'paused')
    return this.get(project, id)
  }

  async remove(project: OpenProject, id: string): Promise<void> {
    const { run } = project.store.drafts.get(id)
    await this.end(id, 'cancelled')
    project.store.drafts.remove(id)
    this.options.announce('drafts.changed', { project: project.id, run })
  }

  list(project: OpenProject, run?: string): Draft[] {
    return project.store.drafts.list(run).map((draft) => this.known(draft))
  }

  get({ store }: OpenProject, id: string): Draft {
    return this.known(store.drafts.get(id))
  }

  /** The switch was turned off: no further connection is opened, and those that are open are cut. */
  async pauseAll(): Promise<void> {
    await Promise.all([...this.underWay.keys()].map((id) => this.end(id, 'paused')))
  }

  async closeAll(): Promise<void> {
    this.isClosed = true
    await this.pauseAll()
  }

  /** A draft that says it runs, but which nobody works on, was left by an engine that ended. */
  private known(draft: StoredDraft): Draft {
    const job = this.underWay.get(draft.id)?.job
    if (job !== undefined) return { ...draft, job }
    return draft.state === 'running' ? { ...draft, state: 'interrupted' } : draft
  }

  private requireAllowed(server: ModelServer): void {
    if (this.isClosed) throw new LoupeError('busy', 'Loupe is closing')
    this.options.settings.requireOn()
    checkedAddress(server.address, server.plainHttp)
    if (server.model === '')
      throw new LoupeError('usage', 'No model is chosen', { hint: 'Choose one in Settings, or with --model.' })
  }

  private async end(id: string, ending: UnderWay['ending']): Promise<void> {
    const entry = this.underWay.get(id)
    if (!entry) return
    entry.ending = ending
    entry.abort.abort()
    await entry.ended
  }

  private begin(project: OpenProject, id: string): void {
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
