/**
 * News of a training on their way to the store and to the windows: written twice a second in one transaction,
 * shown five times a second. Holds only what has not been passed on yet.
 */
import type { DensityHistogram, LiveFrame, MetricPoint, RunMark } from '../../../contract/records/metrics'
import type { RunWarning } from '../../../contract/records/run'
import type { ProjectStore, RunChange } from '../../store/project-store'
import { columnsOfPoints } from '../connections/merge-frames'

export interface News {
  points: MetricPoint[]
  densities: DensityHistogram[]
  marks: RunMark[]
  warnings: RunWarning[]
}

const nothing = (): News => ({ points: [], densities: [], marks: [], warnings: [] })

export class LiveMetrics {
  private toStore = nothing()
  private toShow = nothing()

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
  }

  /** Writes what is new, with `change` of the run, as one transaction. Says whether there was anything. */
  write(change: RunChange = {}): boolean {
    const news = this.toStore
    const last = news.points.filter((point) => point.split === 'train').at(-1)
    const validation = news.points.filter((point) => point.split === 'validation').at(-1)
    const all: RunChange = {
      ...(last ? { step: last.step, seconds: last.seconds } : {}),
      ...(validation ? { validation: validation.values } : {}),
      ...change
    }
    if (isNothing(news) && Object.keys(all).length === 0) return false
    this.toStore = nothing()
    this.store.together(() => {
      if (news.points.length > 0) this.store.metrics.append(this.run, news.points)
      for (const histogram of news.densities) this.store.densities.append(this.run, histogram)
      for (const mark of news.marks) this.store.marks.add(this.run, mark)
      for (const warning of news.warnings) this.store.warnings.add(this.run, warning)
      if (Object.keys(all).length > 0) this.store.runs.update(this.run, all)
    })
    return true
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

function isNothing(news: News): boolean {
  return news.points.length + news.densities.length + news.marks.length + news.warnings.length === 0
}
