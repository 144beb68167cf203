/**
 * Drafts of a project: begun, paused, taken up again, removed. One that was paused, failed or was left by an engine that ended goes on
 * where it was; what was answered is not asked again.
 */
import { randomBytes } from 'node:crypto'
import type { Draft, DraftLimits, DraftOrder, ModelServer } from '../../../contract/records/draft'
import { LoupeError } from '../../../contract/wire/errors'
import { checkedAddress } from '../../drafting/index'
import type { StoredDraft } from '../../store/draft-records'
import type { OpenProject } from '../projects/open-projects'
import { DraftWork, type DraftWorkOptions } from './draft-work'
import type { ModelSettingsFile } from './model-settings'

export class Drafts {
  private readonly work: DraftWork
  private isClosed = false

  constructor(private readonly options: DraftWorkOptions & { settings: ModelSettingsFile }) {
    this.work = new DraftWork(options)
  }

  start(project: OpenProject, run: string, features: Uint32Array, order: DraftOrder): Draft {
    this.requireAllowed(order.server)
    const id = `draft-${randomBytes(6).toString('hex')}`
    project.store.drafts.add({ id, run, createdAt: Date.now(), order, features })
    this.work.begin(project, id)
    return this.get(project, id)
  }

  /** With this server, whatever the draft was begun with: a project from somebody else must not decide where things are sent. */
  resume(project: OpenProject, id: string, server: ModelServer, limits: DraftLimits | undefined): Draft {
    this.requireAllowed(server)
    if (this.work.jobOf(id) !== undefined) throw new LoupeError('busy', 'This draft is under way')
    const { drafts } = project.store
    const { order, finished, features } = drafts.get(id)
    if (finished === features) throw new LoupeError('empty', 'All features of this draft are done')
    drafts.change(id, {
      state: 'running',
      order: { ...order, server, limits: limits ?? order.limits },
      stopped: null,
      error: null
    })
    this.work.begin(project, id)
    return this.get(project, id)
  }

  async pause(project: OpenProject, id: string): Promise<Draft> {
    await this.work.end(id, 'paused')
    return this.get(project, id)
  }

  async remove(project: OpenProject, id: string): Promise<void> {
    const { run } = project.store.drafts.get(id)
    await this.work.end(id, 'cancelled')
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
    await this.work.endAll('paused')
  }

  async closeAll(): Promise<void> {
    this.isClosed = true
    await this.pauseAll()
  }

  /** A draft that says it runs, but which nobody works on, was left by an engine that ended. */
  private known(draft: StoredDraft): Draft {
    const job = this.work.jobOf(draft.id)
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
}
