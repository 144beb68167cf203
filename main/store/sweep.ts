/**
 * What is done when a project is opened for writing: whatever a crash left is brought to a state that is true.
 * Runs whose job is gone are interrupted, rows and folders agree, temporary files are gone.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from '../../contract/records/run'
import type { Assembled } from './assemble'
import { stepsInFolder } from './files/checkpoint-folder'
import { isInside, sweepTemporary, writeAtomically } from './files/write-atomically'
import type { ProjectStore } from './project-store'
import { configText } from './tables/runs'

const doing: Partial<Record<Run['state'], string>> = {
  queued: 'was waiting to train',
  running: 'was training',
  paused: 'was paused'
}

export function sweep({ store, sweepRemains }: Assembled): void {
  sweepRemains()
  store.datasets.sweep()
  for (const folder of ['.', 'datasets', 'runs', 'exports']) sweepFolder(store, join(store.folder, folder))
  for (const run of store.runs.list()) {
    sweepFolder(store, store.layout.runFolder(run.id))
    sweepFolder(store, store.layout.checkpointsFolder(run.id))
    sweepFolder(store, store.layout.studiesFolder(run.id))
    reconcileCheckpoints(store, run)
    reconcileConfig(store, run)
    interrupt(store, run)
  }
}

/** No job of an earlier process can still be at work: this process holds the lock. What waits in a group goes on waiting. */
function interrupt(store: ProjectStore, run: Run): void {
  if (run.state === 'queued' && run.group !== undefined) return
  const activity = doing[run.state]
  if (!activity) return
  const hint = 'Resume it: it goes on from its latest checkpoint.'
  store.runs.update(run.id, {
    state: 'interrupted',
    error: { code: 'crashed', message: `Loupe ended while this run ${activity}`, hint }
  })
}

/** A complete folder without a row was written just before a crash: it is remembered. A row without a folder is of no use. */
function reconcileCheckpoints(store: ProjectStore, run: Run): void {
  const folder = store.layout.checkpointsFolder(run.id)
  const onDisk = new Set(isInside(store.folder, folder) ? stepsInFolder(folder) : [])
  const known = new Set(run.checkpoints.map((checkpoint) => checkpoint.step))
  for (const step of known) if (!onDisk.has(step)) store.checkpoints.remove(run.id, step)
  for (const step of onDisk) {
    if (known.has(step)) continue
    const createdAt = Math.round(statSync(store.layout.checkpointFolder(run.id, step)).mtimeMs)
    store.checkpoints.record({ run: run.id, step, reason: 'regular', createdAt })
  }
}

/** The file is a copy of the row, which may be newer: fields are renamed when a project comes to another format. */
function reconcileConfig(store: ProjectStore, run: Run): void {
  const path = store.layout.configFile(run.id)
  if (!isInside(store.folder, store.layout.runFolder(run.id)) || !existsSync(path)) return
  const text = configText(run)
  if (readFileSync(path, 'utf8') !== text) writeAtomically(path, text)
}

function sweepFolder(store: ProjectStore, folder: string): void {
  if (isInside(store.folder, folder)) sweepTemporary(folder)
}
