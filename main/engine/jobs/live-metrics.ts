/**
 * News of a training on their way to the store and to the windows: written twice a second in one transaction,
 * shown five times a second. Holds only what has not been passed on yet: what could not be written waits for the next time.
 */
import type { DensityHistogram, LiveFrame, MetricPoint, RunMark } from '../../../contract/records/metrics'
import type { PinMeasure } from '../../../contract/records/pin'
import type { Checkpoint, Run, RunWarning } from '../../../contract/records/run'
import type { ProjectStore } from '../../store/project-store'
import type { RunChange } from '../../store/run-records'
import { columnsOfPoints } from '../connections/merge-frames'

export interface News {
  points: MetricPoint[]
  densities: DensityHistogram[]
  marks: RunMark[]
  warnings: RunWarning[]
  /** Their folders are complete. */
  checkpoints: Pick<Checkpoint, 'step' | 'reason'>[]
  /** Pinned features at checkpoints. */
  pins: { step: number; measures: PinMeasure[] }[]
}

const nothing = (): News => ({ points: [], densities: [], marks: [], warnings: [], checkpoints: [], pins: [] })

export class LiveMetrics {
  private toStore = nothing()
  private toShow = nothing()
  private change: RunChange = {}

  constructor(
    private readonly store: ProjectStore,
    private readonly run: string
  ) {}

  add(news: Partial<News>): void {
    for (const part of [this.toStore, this.toShow]) {
      part.points.push(...(news.points ?? []))
      part.densities.push(...(news.densities ?? []))
      part.marks.push(...(news.marks ?? []))
      part.warnings.push(...(news.warnings ?? []))
    }
    this.toStore.checkpoints.push(...(news.checkpoints ?? []))
    this.toStore.pins.push(...(news.pins ?? []))
  }

  /** Whether there is something that is not on disk. */
  get hasNews(): boolean {
    return !isNothing(this.toStore) || Object.keys(this.change).length > 0
  }

  /** Writes what is new, with `change` of the run, as one transaction. Says whether there was anything. What fails stays new. */
  write(change: RunChange = {}): boolean {
    this.change = { ...this.change, ...change }
    const news = this.toStore
    const all: RunChange = { ...latestOf(news), ...this.change }
    if (isNothing(news) && Object.keys(all).length === 0) return false
    this.store.together(() => {
      if (news.points.length > 0) this.store.metrics.append(this.run, news.points)
      for (const histogram of news.densities) this.store.densities.append(this.run, histogram)
      for (const mark of news.marks) this.store.marks.add(this.run, mark)
      for (const warning of news.warnings) this.store.warnings.add(this.run, warning)
      for (const { step, reason } of news.checkpoints) this.store.checkpoints.record({ run: this.run, step, reason })
      for (const { step, measures } of news.pins) this.store.pins.record(this.run, step, measures)
      if (Object.keys(all).length > 0) this.store.runs.update(this.run, all)
    })
    this.toStore = nothing()
    this.change = {}
    return true
  }

  /** The run as it is, also with what could not be written. */
  record(): Run {
    const { validation, error, finishedAt, ...change } = this.change
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    const removable = Object.entries({ validation, error, finishedAt })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value ?? undefined])
    return { ...this.store.runs.get(this.run), ...Object.fromEntries([...given, ...removable]) }
  }

  /** What was not shown yet. */
  frame(): LiveFrame | undefined {
    const news = this.toShow
    if (isNothing(news)) return undefined
    this.toShow = nothing()
    const frame: LiveFrame = { run: this.run, columns: columnsOfPoints(news.points), marks: news.marks }
    const density = news.densities.at(-1)
    if (density) frame.density = density
    return frame
  }
}

/** What the points say of the run. */
function latestOf({ points }: News): RunChange {
  const last = points.findLast(({ split }) => split === 'train')
  const validation = points.findLast(({ split }) => split === 'validation')
  return {
    ...(last ? { step: last.step, seconds: last.seconds } : {}),
    ...(validation ? { validation: validation.values } : {})
  }
}

function isNothing(news: News): boolean {
  return Object.values(news).every((list) => list.length === 0)
}
