/**
 * Draws the lines of one track on a canvas with ECharts. Axes, rules and text are markup (track-row.tsx),
 * so positions 0–1 come in and nothing is measured here.
 */
import { LineChart, type LineSeriesOption } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Window } from '../line-series/min-max-buckets'
import type { RunStyle } from '../theme-colors'
import type { LineRole, PlotLine } from './track-picture'
import { validationDash } from './validation-dash'

use([LineChart, GridComponent, CanvasRenderer])

/** Room above and below the plot, so that a line on the edge keeps its width. */
export const plotInset = 8

export class LinePlot {
  readonly #chart: EChartsType
  #ids = ''

  constructor(element: HTMLElement) {
    this.#chart = init(element, null, { renderer: 'canvas' })
    this.#chart.setOption({
      animation: false,
      grid: { left: 0, right: 0, top: plotInset, bottom: plotInset, outerBoundsMode: 'none' },
      xAxis: { type: 'value', show: false, min: 0, max: 1 },
      yAxis: { type: 'value', show: false, min: 0, max: 1 }
    })
  }

  draw(lines: PlotLine[], window: Window, styleOf: (slot: number) => RunStyle): void {
    const ids = lines.map((line) => line.id).join()
    const merge = ids === this.#ids ? undefined : { replaceMerge: ['series'] }
    this.#ids = ids
    const option = {
      xAxis: { min: window.from, max: window.to },
      series: lines.map((line) => seriesOf(line, styleOf(line.slot)))
    }
    this.#chart.setOption(option, { ...merge, silent: true })
  }

  resize(): void {
    this.#chart.resize()
  }

  dispose(): void {
    this.#chart.dispose()
  }
}

const looks: Record<LineRole, { width: number; opacity: number; z: number; area?: number }> = {
  area: { width: 1.5, opacity: 1, z: 3, area: 0.14 },
  part: { width: 1, opacity: 0.8, z: 3, area: 0.12 },
  raw: { width: 1, opacity: 0.28, z: 2 },
  validation: { width: 1.5, opacity: 1, z: 4 },
  smooth: { width: 1.5, opacity: 1, z: 5 }
}

function seriesOf(line: PlotLine, style: RunStyle): LineSeriesOption {
  const look = looks[line.role]
  return {
    id: line.id,
    type: 'line',
    data: line.points as unknown as number[],
    dimensions: ['x', 'y'],
    showSymbol: false,
    silent: true,
    animation: false,
    z: look.z,
    lineStyle: { color: style.color, width: look.width, opacity: look.opacity, type: dashOf(line, style), join: 'round' },
    areaStyle: look.area === undefined ? undefined : { color: style.color, opacity: look.area, origin: 'start' }
  }
}

function dashOf({ role, slot }: PlotLine, style: RunStyle): 'solid' | number[] {
  if (role === 'validation') return validationDash(slot)
  return role === 'smooth' && style.dash.length > 0 ? style.dash : 'solid'
}
