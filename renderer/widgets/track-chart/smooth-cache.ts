/** Keeps the smoothed line of each metric of each buffer, so that a new frame only costs its own points. */
import type { SeriesBuffer } from '../line-series/series-buffer'
import { SmoothLine } from '../line-series/smooth'

interface Entry {
  axis: string
  weight: number
  unit: number
  rewrites: number
  line: SmoothLine
}

export class SmoothCache {
  readonly #buffers = new WeakMap<SeriesBuffer, Map<string, Entry>>()

  /** The smoothed values of a metric over `x` (steps or seconds of the same buffer); a view, undefined when not measured. */
  values(buffer: SeriesBuffer, metric: string, axis: 'step' | 'time', weight: number, unit: number): Float64Array | undefined {
    const values = buffer.values(metric)
    if (!values) return undefined
    const x = axis === 'step' ? buffer.steps.view() : buffer.seconds.view()
    const metrics = this.#buffers.get(buffer) ?? new Map<string, Entry>()
    this.#buffers.set(buffer, metrics)
    const known = metrics.get(metric)
    const isValid = known?.axis === axis && known.weight === weight && known.unit === unit && known.rewrites === buffer.rewrites
    if (known && isValid) return known.line.extend(x, values)
    const line = new SmoothLine(weight, unit)
    metrics.set(metric, { axis, weight, unit, rewrites: buffer.rewrites, line })
    return line.extend(x, values)
  }
}
