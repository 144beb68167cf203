/**
 * The activations of single rows, read in a process of its own as all activation files are. Rows around the one that is asked for
 * come with it, and the latest are kept: whoever looks at a row goes on to the next, and changes features of it again and again.
 * What was read stays true: a file that changes is another data set.
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
type Kept = Map<string, RawRow>

const mostKept = 512
/** Rows before and after the one that is asked for, and numbers that are read at most. */
const [before, after] = [7, 24]
const mostNumbers = 262_144

export class RawRows {
  private readonly kept = new WeakMap<ProjectStore, Kept>()

  constructor(private readonly spawner: ProcessSpawner) {}

  /** Throws not-found or changed with the remedy when a file is not the one of the data set. */
  async get(store: ProjectStore, dataset: string, row: number, context: Context): Promise<RawRow> {
    const rows = this.keptOf(store)
    const key = `${dataset} ${row}`
    const found = rows.get(key) ?? (await this.read(store, dataset, row, context))
    keep(rows, key, found)
    return found
  }

  private async read(store: ProjectStore, dataset: string, row: number, context: Context): Promise<RawRow> {
    const wanted = rowsAround(store, dataset, row)
    const data = dataPlace(store, dataset)
    const { rows } = await inspectTask(this.spawner, { task: 'rows', data, rows: wanted }, context)
    const kept = this.keptOf(store)
    const part = (all: Float32Array, i: number) => {
      const width = all.length / wanted.length
      return all.slice(i * width, (i + 1) * width)
    }
    for (const [i, one] of wanted.entries())
      keep(kept, `${dataset} ${one}`, { values: part(rows.values, i), target: rows.targets && part(rows.targets, i) })
    return kept.get(`${dataset} ${row}`)!
  }

  private keptOf(store: ProjectStore): Kept {
    const known = this.kept.get(store)
    if (known) return known
    const fresh: Kept = new Map()
    this.kept.set(store, fresh)
    return fresh
  }
}

/** Ascending; fewer where rows are wide. */
function rowsAround(store: ProjectStore, dataset: string, row: number): number[] {
  const { rows, dIn, targets } = store.datasets.get(dataset)
  const most = Math.max(1, Math.floor(mostNumbers / (dIn + (targets?.dOut ?? 0))))
  const from = Math.max(0, row - Math.min(before, Math.floor((most - 1) / 2)))
  const to = Math.min(rows, row + after + 1, from + most)
  return Array.from({ length: Math.max(1, to - from) }, (_, i) => from + i)
}

/** The one that was used last is the last to go. */
function keep(rows: Kept, key: string, row: RawRow): void {
  rows.delete(key)
  rows.set(key, row)
  if (rows.size > mostKept) rows.delete(rows.keys().next().value as string)
}
