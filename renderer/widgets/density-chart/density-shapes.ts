/** The density histogram as a picture to save, and its counts as rows. */
import { type DensityHistogram, densityBins } from '../../../contract/records/metrics'
import { formatCount } from '../format'
import type { Picture, Shape } from '../picture/shapes'
import type { ThemeColors } from '../theme-colors'
import { densityBars } from './density-outline'

export interface DensityPictureRequest {
  title: string
  density: DensityHistogram
  slot: number
  colors: ThemeColors
  width?: number
  height?: number
}

export function densityPicture(request: DensityPictureRequest): Picture {
  const { title, density, slot, colors, width = 720, height = 360 } = request
  const plot = { left: 16, top: 48, width: width - 32, height: height - 48 - 32 }
  const most = Math.max(1, ...density.counts)
  const space = { width: plot.width, height: plot.height, fromLog: densityBins.from, toLog: densityBins.to, most }
  const base = plot.top + plot.height
  const bars = densityBars(density.counts, space).map(
    (bar): Shape => ({
      kind: 'box',
      x: plot.left + bar.x,
      y: base - bar.height,
      width: bar.width,
      height: bar.height,
      fill: colors.runs[slot % colors.runs.length],
      opacity: 0.8
    })
  )
  const words = `step ${formatCount(density.step)}, ${formatCount(density.dead)} dead, highest bar ${formatCount(most)} features`
  const shapes: Shape[] = [
    { kind: 'text', x: 16, y: 24, text: title, size: 13, bold: true, color: colors.ink },
    { kind: 'text', x: 16, y: 40, text: words, size: 11, color: colors.ink2 },
    ...bars,
    { kind: 'line', points: [plot.left, base, plot.left + plot.width, base], color: colors.control, width: 1 },
    ...axisShapes(plot, colors)
  ]
  return { title, width, height, background: colors.canvas, shapes }
}

function axisShapes(plot: { left: number; top: number; width: number; height: number }, colors: ThemeColors): Shape[] {
  const decades = Array.from({ length: densityBins.to - densityBins.from + 1 }, (_, i) => densityBins.from + i)
  return decades.map((log, i) => ({
    kind: 'text',
    x: plot.left + (i / (decades.length - 1)) * plot.width,
    y: plot.top + plot.height + 16,
    text: log === 0 ? '1' : `1e${log}`,
    size: 11,
    mono: true,
    anchor: i === 0 ? 'start' : i === decades.length - 1 ? 'end' : 'middle',
    color: colors.ink3
  }))
}

/** Bins with their ends as densities; dead features come first, with a density of 0. */
export function densityRows({ counts, dead }: DensityHistogram): { from: number; to: number; features: number }[] {
  const step = (densityBins.to - densityBins.from) / counts.length
  const edge = (bin: number) => Number((10 ** (densityBins.from + bin * step)).toPrecision(6))
  return [{ from: 0, to: 0, features: dead }, ...counts.map((features, i) => ({ from: edge(i), to: edge(i + 1), features }))]
}

/** The rows as text, with a head line. */
export function densityText(density: DensityHistogram, separator: string): string {
  const lines = densityRows(density).map((row) => [row.from, row.to, row.features].join(separator))
  return `${[['density from', 'density to', 'features'].join(separator), ...lines].join('\n')}\n`
}
