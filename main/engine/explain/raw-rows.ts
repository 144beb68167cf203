/**
 * The activations of single rows, read in a process of its own as all activation files are; the latest are kept, since whoever looks
 * at a row changes features of it again and again. What was read stays true: a file that changes is another data set.
 */

import type { ProjectStore } from '../../store/project-store'
import { dataPlace } from '../jobs/data-place'
import { inspectTask } from '../jobs/inspect-task'
import type { ProcessSpawner } from '../jobs/job-process'

/** A row [dIn], and what a transcoder predicts from it [dOut], in the units of their files. */
export interface RawRow {
  values: Float32Array
  target: Float32Array | undefined
}

type Context = Parameters<typeof inspectTask>[2]

const mostKept = 128

export class RawRows {
  private readonly kept = new WeakMap<ProjectStore, Map<string, RawRow>>()

  constructor(private readonly spawner: ProcessSpawner) {}

  /** Throws not-found or changed with the remedy when a file is not the one of the data set. */
  async get(store: ProjectStore, dataset: string, row: number, context: Context): Promise<RawRow> {
    const rows = this.keptOf(store)
    const key = `${dataset} ${row}`
    const found = rows.get(key) ?? (await this.read(store, dataset, row, context))
    rows.delete(key)
    rows.set(key, found)
    if (rows.size > mostKept) rows.delete(rows.keys().next().value as string)
    return found
  }

  private async read(store: ProjectStore, dataset: string, row: number, context: Context): Promise<RawRow> {
    const { rows } = await inspectTask(this.spawner, { task: 'rows', data: dataPlace(store, dataset), rows: [row] }, context)
    return { values: rows.values, target: rows.targets }
  }

  private keptOf(store: ProjectStore): Map<string, RawRow> {
    const known = this.kept.get(store)
    if (known) return known
    const fresh = new Map<string, RawRow>()
    this.kept.set(store, fresh)
    return fresh
  }
}
