/** A heat table as a picture to save: as many rows and columns from the first on as fit on a page. */
import { formatFixed } from '../format'
import type { Picture, Shape } from '../picture/shapes'
import type { ThemeColors } from '../theme-colors'
import { hasNumbers, rowHeight } from './heat-layout'
import type { HeatTableProps } from './types'

export interface HeatPictureRequest
  extends Pick<HeatTableProps, 'rows' | 'columns' | 'rowName' | 'columnName' | 'valueAt' | 'fullAt' | 'decimals'> {
  title: string
  colors: ThemeColors
}

const mostRows = 200
const mostColumns = 120
const left = 200
const top = 150

export function heatPicture(request: HeatPictureRequest): Picture {
  const { title, colors, rowName, columnName } = request
  const rows = Math.min(request.rows, mostRows)
  const columns = Math.min(request.columns, mostColumns)
  const width = columns > 24 ? 20 : 56
  const cut =
    rows < request.rows || columns < request.columns ? `, first ${rows} × ${columns} of ${request.rows} × ${request.columns}` : ''
  const shapes: Shape[] = [
    { kind: 'text', x: 16, y: 24, text: `${title}${cut}`, size: 13, bold: true, color: colors.ink },
    ...range(columns).map((column): Shape => {
      const x = left + column * width + width / 2
      return { kind: 'text', x, y: top - 8, text: shortened(columnName(column), 22), size: 10, color: colors.ink2, turn: -60 }
    }),
    ...range(rows).map((row): Shape => {
      const y = top + row * rowHeight + 16
      return { kind: 'text', x: left - 8, y, text: shortened(rowName(row), 30), size: 11, anchor: 'end', color: colors.ink2 }
    }),
    ...range(rows).flatMap((row) => range(columns).flatMap((column) => cellShapes(request, row, column, width)))
  ]
  return { title, width: left + columns * width + 24, height: top + rows * rowHeight + 24, background: colors.canvas, shapes }
}

function cellShapes(request: HeatPictureRequest, row: number, column: number, width: number): Shape[] {
  const { colors, decimals, valueAt, fullAt } = request
  const value = valueAt(row, column)
  const full = fullAt(row, column)
  const share = Number.isFinite(value) && full > 0 ? Math.min(1, Math.abs(value) / full) : 0
  const [x, y] = [left + column * width, top + row * rowHeight]
  const box: Shape = { kind: 'box', x, y, width: width - 1, height: rowHeight - 1, fill: colors.canvas, stroke: colors.line }
  const fill: Shape = { ...box, fill: value < 0 ? colors.neg1 : colors.ramp1, opacity: share }
  const text = Number.isNaN(value) ? '–' : formatFixed(value, decimals)
  const number: Shape = {
    kind: 'text',
    x: x + width - 6,
    y: y + 16,
    text,
    size: 11,
    mono: true,
    anchor: 'end',
    color: colors.rampText
  }
  return [box, ...(share > 0 ? [fill] : []), ...(hasNumbers(width) ? [number] : [])]
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
