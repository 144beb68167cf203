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
import { lineLooks } from './line-looks'
import { plotInset } from './plot-inset'
import type { PlotLine } from './track-picture'
import { validationDash } from './validation-dash'

use([LineChart, GridComponent, CanvasRenderer])

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

function seriesOf(line: PlotLine, style: RunStyle): LineSeriesOption {
  const look = lineLooks[line.role]
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
