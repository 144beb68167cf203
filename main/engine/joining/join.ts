/**
 * One project of another Loupe as one caller here sees it: its calls go there, what is announced there is told here.
 * The project has a handle there and another here; the caller only ever meets the one of here.
 */
import type { Method, Params } from '../../../contract/calls/index'
import { type EventName, type EventPayload, events } from '../../../contract/events'
import type { Project } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import type { Announce } from '../connections/announce'
import type { CallContext } from '../connections/handlers'
import type { Link } from './link'

export interface Handles {
  here: string
  there: string
}

/** What everybody hears from their own engine. */
const notPassedOn = new Set<EventName>(['projects.changed', 'project.handedOver'])

/** The other Loupe ended while a call was under way: it may have been done or not. */
export class JoinEnded extends LoupeError {
  constructor(cause: LoupeError) {
    super('crashed', 'The Loupe that had this project open ended before it answered', {
      hint: 'What was saved is safe. Look whether it was done, and do it again if not: the project is opened here now.',
      cause
    })
  }
}

export class Join {
  /** Announcements of the project are passed to `tell` from now on. */
  constructor(
    private readonly link: Link,
    private readonly handles: Handles,
    tell: Announce
  ) {
    for (const event of Object.keys(events) as EventName[])
      if (!notPassedOn.has(event)) link.client.on(event, (payload) => this.passOn(event, payload, tell))
  }

  get project(): string {
    return this.handles.here
  }

  /** Called once, when the other side is gone or the join was ended here. */
  onEnd(listener: () => void): void {
    this.link.client.onClose(listener)
  }

  /** The call as it was given here, done there. */
  async call(method: Method, params: object, { signal, progress }: Pick<CallContext, 'signal' | 'progress'>): Promise<unknown> {
    this.link.tellGrants()
    const there = { ...params, project: this.handles.there } as Params<Method>
    const answer = this.link.client.call(method, there, { signal, onProgress: progress }).catch((error) => {
      throw error instanceof LoupeError && error.code === 'disconnected' ? new JoinEnded(error) : error
    })
    return this.asHere(await answer)
  }

  /** The project's record for here. */
  record(there: Project): Project {
    return { ...there, id: this.handles.here, joined: true }
  }

  end(): void {
    this.link.client.close()
  }

  private asHere(value: unknown): unknown {
    if (Array.isArray(value)) return value.some(namesProject) ? value.map((item) => this.asHere(item)) : value
    if (namesProject(value) && value.project === this.handles.there) return { ...value, project: this.handles.here }
    if (isProject(value) && value.id === this.handles.there) return this.record(value)
    return value
  }

  private passOn<E extends EventName>(event: E, payload: EventPayload<E>, tell: Announce): void {
    if (namesProject(payload) && payload.project === this.handles.there) tell(event, this.asHere(payload) as EventPayload<E>)
  }
}

function namesProject(value: unknown): value is { project: string } {
  return typeof value === 'object' && value !== null && 'project' in value && typeof value.project === 'string'
}

function isProject(value: unknown): value is Project {
  return typeof value === 'object' && value !== null && 'datasets' in value && 'folder' in value
}
