/**
 * The projects of this engine. A handle (id) lives as long as the engine; the database behind it is open
 * only while a connection or a job holds it, so that a folder can be moved or opened elsewhere after that.
 */
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Project } from '../../../contract/records/project'
import { LoupeError } from '../../../contract/wire/errors'
import { type OpenOptions, openProject } from '../../store/index'
import type { ProjectStore } from '../../store/project-store'
import { OpenIndexes } from './open-indexes'

export interface OpenProject {
  readonly id: string
  /** The moment whose labels it shows; the present when undefined. */
  readonly asOf: number | undefined
  readonly store: ProjectStore
  readonly indexes: OpenIndexes
}

/** Who is told that a project opened for writing, and that it closed. */
export interface OpenListener {
  opened(folder: string): Promise<void>
  closed(folder: string): void
}

/** Another process has the project open for writing. */
export class HeldElsewhere extends LoupeError {
  /** `project` is the handle that it would have here. */
  constructor(
    readonly project: string,
    readonly folder: string,
    cause: LoupeError
  ) {
    super('locked', cause.message, { place: folder, cause, ...(cause.hint === undefined ? {} : { hint: cause.hint }) })
  }
}

interface Entry {
  id: string
  folder: string
  readOnly: boolean
  /** The moment whose labels it shows; the present when undefined. */
  asOf: number | undefined
  opening: Promise<OpenProject> | undefined
  open: OpenProject | undefined
  /** Connections and jobs that use it. */
  holders: Set<object>
}

export class OpenProjects {
  private readonly byId = new Map<string, Entry>()

  constructor(private readonly listener?: OpenListener) {}

  /**
   * Opens the project in this folder for `holder`; the same folder and moment give the same handle. One that is open stays as it
   * is. Throws HeldElsewhere when another process has it.
   */
  async open(folder: string, holder: object, { readOnly = false, asOf }: OpenOptions = {}): Promise<OpenProject> {
    const path = resolve(folder)
    const entry = this.entryOf(path, asOf) ?? newEntry(path, asOf)
    if (!entry.open) entry.readOnly = readOnly
    this.byId.set(entry.id, entry)
    return this.hold(entry, holder)
  }

  /** The project with this handle, opened again when nobody had it open. */
  async get(id: string, holder: object): Promise<OpenProject> {
    const entry = this.byId.get(id)
    if (!entry) throw new LoupeError('not-found', 'This project is not open', { hint: 'Open it again.' })
    return this.hold(entry, holder)
  }

  /** One more holder of a project that is open: a job keeps it so, whatever becomes of the connection that started it. */
  retain(id: string, holder: object): void {
    this.byId.get(id)?.holders.add(holder)
  }

  /** Where the project with this handle lies, if there ever was one. */
  folderOf(id: string): string | undefined {
    return this.byId.get(id)?.folder
  }

  /** The handle of the project in this folder, if it ever had one. */
  idOf(folder: string): string | undefined {
    return this.entryOf(resolve(folder))?.id
  }

  release(id: string, holder: object): void {
    const entry = this.byId.get(id)
    if (!entry?.holders.delete(holder)) return
    if (entry.holders.size === 0) this.shut(entry)
  }

  releaseAll(holder: object): void {
    for (const id of this.byId.keys()) this.release(id, holder)
  }

  /** Whether somebody holds the project in this folder. */
  isOpen(folder: string): boolean {
    return [...this.byId.values()].some((entry) => entry.folder === resolve(folder) && entry.holders.size > 0)
  }

  closeAll(): void {
    for (const entry of this.byId.values()) {
      entry.holders.clear()
      this.shut(entry)
    }
  }

  private entryOf(path: string, asOf?: number): Entry | undefined {
    return [...this.byId.values()].find((entry) => entry.folder === path && entry.asOf === asOf)
  }

  private async hold(entry: Entry, holder: object): Promise<OpenProject> {
    entry.holders.add(holder)
    if (entry.open) return entry.open
    entry.opening ??= this.begin(entry).finally(() => {
      entry.opening = undefined
    })
    try {
      return await entry.opening
    } catch (error) {
      entry.holders.delete(holder)
      throw error
    } finally {
      if (entry.holders.size === 0) this.shut(entry)
    }
  }

  private async begin(entry: Entry): Promise<OpenProject> {
    const project = await open(entry)
    if (!project.store.readOnly) await this.listener?.opened(entry.folder)
    return project
  }

  private shut(entry: Entry): void {
    const { open: project } = entry
    entry.open = undefined
    if (project && !project.store.readOnly) this.listener?.closed(entry.folder)
    project?.indexes.closeAll()
    project?.store.close()
  }
}

function newEntry(folder: string, asOf: number | undefined): Entry {
  return { id: randomUUID(), folder, readOnly: false, asOf, opening: undefined, open: undefined, holders: new Set() }
}

async function open(entry: Entry): Promise<OpenProject> {
  const { asOf, readOnly } = entry
  const store = await openProject(entry.folder, asOf === undefined ? { readOnly } : { asOf }).catch((error) => {
    throw error instanceof LoupeError && error.code === 'locked' ? new HeldElsewhere(entry.id, entry.folder, error) : error
  })
  entry.open = { id: entry.id, asOf, store, indexes: new OpenIndexes(store) }
  return entry.open
}

/** What the contract says of an open project. */
export function projectRecord({ id, asOf, store }: OpenProject): Project {
  const { name, createdAt } = store.meta.get()
  const moment = asOf === undefined ? {} : { asOf }
  return { ...moment, id, name, folder: store.folder, createdAt, readOnly: store.readOnly, datasets: store.datasets.list() }
}
