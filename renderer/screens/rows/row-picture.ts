/** The features of a row as bars of their share in the reconstruction, a picture to save. Pure. */
import type { ActiveFeature } from '../../../contract/records/row'
import { formatCount, formatPercent } from '../../widgets/format'
import type { Picture, Shape } from '../../widgets/picture/shapes'
import type { ThemeColors } from '../../widgets/theme-colors'

export interface RowPictureRequest {
  title: string
  features: readonly ActiveFeature[]
  /** Features with smaller shares that are not among them. */
  hidden: number
  colors: ThemeColors
}

/** Bars that fit on a page; all shares are in the table. */
const most = 40
const size = { width: 720, left: 232, right: 72, top: 64, line: 20, foot: 28 }

export function rowPicture({ title, features, hidden, colors }: RowPictureRequest): Picture {
  const shown = features.slice(0, most)
  const rest = features.length - shown.length + hidden
  const room = size.width - size.left - size.right
  const largest = shown.reduce((sum, { share }) => Math.max(sum, Math.abs(share)), 0) || 1
  const isSigned = shown.some(({ share }) => share < 0)
  const zero = isSigned ? size.left + room / 2 : size.left
  const scale = (isSigned ? room / 2 : room) / largest
  const text = (words: string, x: number, y: number, color: string, more: Partial<Shape & { kind: 'text' }> = {}): Shape => ({
    kind: 'text',
    text: words,
    x,
    y,
    size: 11,
    color,
    ...more
  })
  const bars = shown.flatMap(({ feature, label, share }, place): Shape[] => {
    const y = size.top + place * size.line
    const width = Math.max(1, Math.abs(share) * scale)
    const bar = { x: share < 0 ? zero - width : zero, y: y + 3, width, height: size.line - 6 }
    return [
      text(String(feature), 64, y + 14, colors.ink3, { mono: true, anchor: 'end' }),
      text(cut(label), 72, y + 14, colors.ink2),
      share < 0 ? { kind: 'box', ...bar, stroke: colors.ink2 } : { kind: 'box', ...bar, fill: colors.ink2 },
      text(formatPercent(share, 1), size.width - 16, y + 14, colors.ink, { mono: true, anchor: 'end' })
    ]
  })
  const height = size.top + shown.length * size.line + size.foot
  const foot = rest > 0 ? [text(`${formatCount(rest)} more with smaller shares`, 16, height - 10, colors.ink3)] : []
  const head = [
    text(title, 16, 24, colors.ink, { size: 13, bold: true }),
    text('share in the reconstruction', 16, 44, colors.ink3),
    { kind: 'line', points: [zero, size.top, zero, height - size.foot], color: colors.control, width: 1 } satisfies Shape
  ]
  return { title, width: size.width, height, background: colors.canvas, shapes: [...head, ...bars, ...foot] }
}

/** What fits before the bars. */
function cut(label: string): string {
  return label.length > 26 ? `${label.slice(0, 25)}…` : label
}
