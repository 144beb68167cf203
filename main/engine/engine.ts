/**
 * The engine: answers the contract to any number of connections, whatever carries them.
 * Here its parts are put together; what each does is in its own file.
 */
import type { Job } from '../../contract/records/job'
import type { ClientMessage, EngineMessage } from '../../contract/wire/envelope'
import type { Port } from '../../contract/wire/port'
import type { GivenKey } from '../../contract/wire/relay'
import { version } from '../../package.json'
import type { Announce } from './connections/announce'
import { Connection } from './connections/connection'
import type { ConnectionPolicy } from './connections/policy'
import type { Core } from './core'
import { Probes } from './doctor/probes'
import { Drafts } from './drafts/drafts'
import { ModelKeys } from './drafts/model-keys'
import { ModelSettingsFile } from './drafts/model-settings'
import { type EngineLog, engineLog } from './engine-log'
import { RawRows } from './explain/raw-rows'
import { RunGroups } from './groups/run-groups'
import { Analyses } from './jobs/analyses'
import { BegunWrites } from './jobs/begun-writes'
import { Exports } from './jobs/exports'
import type { ProcessSpawner } from './jobs/job-process'
import { Jobs } from './jobs/jobs'
import { Pinnings } from './jobs/pinnings'
import { Studies } from './jobs/studies'
import { Trainings } from './jobs/trainings'
import { Door } from './joining/door'
import { Joins } from './joining/joins'
import { routed } from './joining/routing'
import type { Places } from './places'
import { OpenProjects } from './projects/open-projects'
import { Recents } from './projects/recents'
import { allHandlers } from './services/index'

export interface EngineOptions {
  places: Places
  /** Starts job processes; see launchers/. */
  spawner: ProcessSpawner
  /** Who edits labels. */
  author: string
  /** Of a language model's server, from the environment. */
  modelKey?: string | undefined
  /** Parse results of calls too: for development and tests. */
  checkResults?: boolean
}

export interface Engine {
  readonly version: string
  readonly log: EngineLog
  attach(port: Port<EngineMessage, ClientMessage>, policy: ConnectionPolicy): void
  /** The key of a language model's server, or that there is none; from the shell only. */
  giveModelKey(given: GivenKey | undefined): void
  /** The machine goes to sleep: trainings write a checkpoint and wait until it is awake. */
  sleep(): void
  wake(): void
  /** What is done here while there is more than one connection: the others are Loupes that joined a project through this one. */
  forOthers(): Job[]
  /** Trainings write a checkpoint and end, analyses are cancelled, projects closed. */
  close(): Promise<void>
}

export { version }

export function createEngine(options: EngineOptions): Engine {
  const connections = new Set<Connection>()
  const announce: Announce = (event, payload) => {
    for (const connection of connections) connection.announce(event, payload)
  }
  const { runtime, userData } = options.places
  const door = new Door(runtime, (port, policy) => attach(port, policy), engineLog(userData).defect)
  const core = assemble(options, announce, door)
  const swept = core.begunWrites.sweep()
  const handlers = routed(allHandlers(core), core.joins)
  let closing: Promise<void> | undefined

  const attach: Engine['attach'] = (port, policy) => {
    const connection: Connection = new Connection(port, {
      handlers,
      policy,
      checkResults: options.checkResults ?? false,
      onDefect: core.log.defect,
      onClose: () => {
        connections.delete(connection)
        core.joins.leaveAll(connection)
        core.projects.releaseAll(connection)
      }
    })
    connections.add(connection)
  }

  return {
    version,
    log: core.log,
    attach,
    giveModelKey: (given) => core.modelKeys.give(given),
    sleep: () => core.trainings.sleep(),
    wake: () => core.trainings.wake(),
    forOthers: () => (connections.size > 1 ? core.jobs.underWay() : []),
    close() {
      closing ??= swept.then(() => shutDown(core, connections, door))
      return closing
    }
  }
}

function assemble({ places, spawner, author, modelKey }: EngineOptions, announce: Announce, door: Door): Core {
  const projects = new OpenProjects({
    opened: (folder) => door.offer(folder),
    closed: (folder) => door.withdraw(folder)
  })
  const log = engineLog(places.userData)
  const begunWrites = new BegunWrites(places.userData, log.defect)
  const jobs = new Jobs((job) => announce('job.changed', job))
  const shared = { projects, spawner, jobs, announce }
  const analyses = new Analyses(shared)
  const modelSettings = new ModelSettingsFile(places.userData)
  const modelKeys = new ModelKeys(modelKey)
  const pinnings = new Pinnings(shared)
  const trainings = new Trainings({ ...shared, analyses, pinnings })
  return {
    version,
    places,
    author,
    announce,
    projects,
    joins: new Joins(projects, places.runtime),
    jobs,
    analyses,
    pinnings,
    spawner,
    log,
    recents: new Recents(places.userData, log.defect),
    trainings,
    groups: new RunGroups({ ...shared, trainings }),
    begunWrites,
    exports: new Exports({ spawner, jobs, begunWrites, version }),
    studies: new Studies(shared),
    modelSettings,
    modelKeys,
    drafts: new Drafts({ ...shared, settings: modelSettings, keys: modelKeys }),
    probes: new Probes(spawner),
    rawRows: new RawRows(spawner)
  }
}

async function shutDown(core: Core, connections: Set<Connection>, door: Door): Promise<void> {
  const groups = core.groups.leaveAll()
  await core.trainings.leaveAll()
  await Promise.all([core.analyses.cancelAll(), core.studies.cancelAll(), core.pinnings.cancelAll(), core.drafts.closeAll()])
  await groups
  await door.close()
  for (const connection of [...connections]) connection.close()
  core.projects.closeAll()
}
