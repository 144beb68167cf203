/** The histogram of similarities as a picture to save. */
import type { CompareAnswer } from '../../../contract/records/studies/compare'
import { formatFixed } from '../../widgets/format'
import type { Picture, Shape } from '../../widgets/picture/shapes'
import type { ThemeColors } from '../../widgets/theme-colors'

export interface MatchPictureRequest {
  title: string
  answer: CompareAnswer
  colors: ThemeColors
}

const size = { width: 720, height: 360, left: 56, right: 24, top: 56, bottom: 48 }

export function matchPicture({ title, answer, colors }: MatchPictureRequest): Picture {
  const { counts, edges } = answer.similarities
  const most = Math.max(1, ...counts)
  const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom }
  const bottom = size.top + plot.height
  const step = plot.width / Math.max(1, counts.length)
  const by = answer.similarity === 'decoder-cosine' ? 'decoder cosine' : 'activation correlation'
  const axis = (value: number, x: number): Shape => ({
    kind: 'text',
    x,
    y: bottom + 18,
    text: formatFixed(value, 2),
    size: 11,
    mono: true,
    anchor: 'middle',
    color: colors.ink3
  })
  const shapes: Shape[] = [
    {
      kind: 'text',
      x: 16,
      y: 24,
      text: `${title}: pairs by ${by}, MCC ${formatFixed(answer.matchedMean, 3)}`,
      size: 13,
      bold: true,
      color: colors.ink
    },
    {
      kind: 'text',
      x: size.left - 8,
      y: size.top + 4,
      text: String(most),
      size: 11,
      mono: true,
      anchor: 'end',
      color: colors.ink3
    },
    ...counts.map((count, bin): Shape => {
      const height = (count / most) * plot.height
      return {
        kind: 'box',
        x: size.left + bin * step,
        y: bottom - height,
        width: Math.max(1, step - 1),
        height,
        fill: colors.ink2
      }
    }),
    { kind: 'line', points: [size.left, bottom, size.left + plot.width, bottom], color: colors.control, width: 1 },
    axis(edges[0] ?? 0, size.left),
    axis(edges.at(-1) ?? 1, size.left + plot.width)
  ]
  return { title, width: size.width, height: size.height, background: colors.canvas, shapes }
}
