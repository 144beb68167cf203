/**
 * Projects that another Loupe of this user has open: callers here work on them through its engine (decision 0012).
 * When that Loupe ends, whoever was joined opens the project here, or joins the one that was faster.
 */
import type { Project } from '../../../contract/records/project'
import { errorRecordFrom, LoupeError } from '../../../contract/wire/errors'
import type { CallContext } from '../connections/handlers'
import { HeldElsewhere, type OpenProjects, projectRecord } from '../projects/open-projects'
import { type DoorRecord, findRecord, ownContract } from './door-record'
import { Join } from './join'
import { reachDoor } from './link'

export type Caller = Pick<CallContext, 'holder' | 'paths' | 'tell'>

/** One that just opened the project leaves its word right after it took the lock. */
const graceMs = 1_000
/** One that ends closes its door, then its projects: a large one takes a while. */
const handOverMs = 10_000
const betweenTriesMs = 40

export class Joins {
  /** By caller, then by handle of the project. A promise while the project changes hands. */
  private readonly joined = new Map<object, Map<string, Join | Promise<void>>>()
  private readonly gone = new WeakSet<object>()

  constructor(
    private readonly projects: OpenProjects,
    private readonly runtime: string
  ) {}

  /** Opens the project here or, when another Loupe has it, joins that. Throws HeldElsewhere, with the reason, when it can not. */
  async open(folder: string, caller: Caller, readOnly: boolean): Promise<Project> {
    const known = this.projects.idOf(folder)
    const join = known === undefined ? undefined : await this.of(known, caller.holder)
    if (join && !readOnly) return join.record((await join.call('projects.get', {}, quietly)) as Project)
    if (join) this.leave(join.project, caller.holder)
    return this.openOrJoin(() => this.projects.open(folder, caller.holder, { readOnly }), caller)
  }

  /** The join by which this caller reaches the project; waits while the project changes hands. */
  async of(project: string, holder: object): Promise<Join | undefined> {
    const entry = this.joined.get(holder)?.get(project)
    if (entry === undefined || entry instanceof Join) return entry
    await entry
    return this.of(project, holder)
  }

  /** All joins of a caller. */
  all(holder: object): Join[] {
    return [...(this.joined.get(holder)?.values() ?? [])].filter((entry) => entry instanceof Join)
  }

  /** Another Loupe took the project while nobody had it open here. */
  async join(held: HeldElsewhere, caller: Caller): Promise<Join | undefined> {
    await this.openOrJoin(() => this.projects.get(held.project, caller.holder), caller)
    return this.of(held.project, caller.holder)
  }

  leave(project: string, holder: object): void {
    const own = this.joined.get(holder)
    const entry = own?.get(project)
    own?.delete(project)
    if (entry instanceof Join) entry.end()
  }

  leaveAll(holder: object): void {
    this.gone.add(holder)
    for (const project of this.joined.get(holder)?.keys() ?? []) this.leave(project, holder)
    this.joined.delete(holder)
  }

  private async openOrJoin(open: () => ReturnType<OpenProjects['open']>, caller: Caller, patience = graceMs): Promise<Project> {
    for (const until = performance.now() + patience; ; await pause()) {
      if (this.gone.has(caller.holder)) throw new LoupeError('cancelled', 'Cancelled')
      const opened = await open().catch((error) => error)
      if (!(opened instanceof Error)) return projectRecord(opened)
      if (!(opened instanceof HeldElsewhere)) throw opened
      const record = findRecord(this.runtime, opened.folder)
      if (record && record.contract !== ownContract) throw refused(opened, otherVersion(record))
      const join = record && (await this.enter(record, opened, caller).catch(() => undefined))
      if (join) return join
      if (performance.now() > until)
        throw refused(opened, 'It does not answer: it may run on another machine, or for another user.')
    }
  }

  private async enter(record: DoorRecord, { project, folder }: HeldElsewhere, caller: Caller): Promise<Project> {
    // Who gets here was allowed to name it.
    caller.paths.grant(folder)
    const link = await reachDoor(record, caller.paths)
    link.tellGrants()
    const there = await link.client.call('projects.open', { folder }).catch((error) => {
      link.client.close()
      throw error
    })
    const join = new Join(link, { here: project, there: there.id }, caller.tell)
    if (this.gone.has(caller.holder)) {
      join.end()
      throw new LoupeError('cancelled', 'Cancelled')
    }
    const own = this.joined.get(caller.holder) ?? new Map<string, Join | Promise<void>>()
    this.joined.set(caller.holder, own.set(project, join))
    join.onEnd(() => {
      // One that was left is not missed.
      if (own.get(project) === join) own.set(project, this.takeOver(project, caller, own))
    })
    return join.record(there)
  }

  /** The other Loupe ended: tells the caller who has the project now, or why nobody could take it. */
  private async takeOver(project: string, caller: Caller, own: Map<string, unknown>): Promise<void> {
    try {
      const record = await this.openOrJoin(() => this.projects.get(project, caller.holder), caller, handOverMs)
      if (!record.joined) own.delete(project)
      caller.tell('project.handedOver', { project, record })
    } catch (error) {
      own.delete(project)
      if (!this.gone.has(caller.holder)) caller.tell('project.handedOver', { project, error: errorRecordFrom(error) })
    }
  }
}

const quietly = { signal: new AbortController().signal, progress: () => undefined }

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, betweenTriesMs))

function refused({ project, folder, message }: HeldElsewhere, reason: string): HeldElsewhere {
  const hint = `${reason} Close it there and try again, or open the project here for reading. Nothing was changed.`
  return new HeldElsewhere(project, folder, new LoupeError('locked', message, { hint, place: folder }))
}

function otherVersion({ version }: DoorRecord): string {
  return `That Loupe is another version (${version}), so this one can not join it.`
}
