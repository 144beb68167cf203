/** The measure of the listed rows, the most anomalous first, as a picture to save. */
import type { AnomalousRow, AnomalyMeasure } from '../../../contract/records/studies/anomalies'
import { formatSignificant } from '../../widgets/format'
import type { Picture, Shape } from '../../widgets/picture/shapes'
import type { ThemeColors } from '../../widgets/theme-colors'
import { measureWords } from './lists'

export interface AnomalyPictureRequest {
  title: string
  rows: readonly AnomalousRow[]
  measure: AnomalyMeasure
  colors: ThemeColors
}

const size = { width: 720, height: 360, left: 72, right: 24, top: 56, bottom: 40 }

export function anomalyPicture({ title, rows, measure, colors }: AnomalyPictureRequest): Picture {
  const values = rows.map((row) => row[measure] ?? Number.NaN)
  const most = values.reduce((largest, value) => Math.max(largest, value || 0), 0) || 1
  const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom }
  const bottom = size.top + plot.height
  const points = values.flatMap((value, place) => [
    size.left + (place / Math.max(1, values.length - 1)) * plot.width,
    bottom - (value / most) * plot.height
  ])
  const word = (text: string, x: number, y: number, anchor: 'start' | 'end'): Shape => ({
    kind: 'text',
    x,
    y,
    text,
    size: 11,
    mono: true,
    anchor,
    color: colors.ink3
  })
  const shapes: Shape[] = [
    { kind: 'text', x: 16, y: 24, text: title, size: 13, bold: true, color: colors.ink },
    { kind: 'text', x: 16, y: 44, text: measureWords[measure], size: 11, color: colors.ink3 },
    word(formatSignificant(most), size.left - 8, size.top + 4, 'end'),
    word('0', size.left - 8, bottom + 4, 'end'),
    { kind: 'line', points: [size.left, bottom, size.left + plot.width, bottom], color: colors.control, width: 1 },
    { kind: 'line', points, color: colors.ink2, width: 1.5 },
    word('1', size.left, bottom + 18, 'start'),
    word(String(rows.length), size.left + plot.width, bottom + 18, 'end')
  ]
  return { title, width: size.width, height: size.height, background: colors.canvas, shapes }
}
