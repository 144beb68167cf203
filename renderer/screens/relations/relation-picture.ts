/** The list in view as a picture to save: pairs as points by cosine and Jaccard, dead features as a bar per likely cause. */
import { deathCauses, type RelationsAnswer } from '../../../contract/records/studies/relations'
import { formatCount, formatFixed } from '../../widgets/format'
import type { Picture, Shape } from '../../widgets/picture/shapes'
import type { ThemeColors } from '../../widgets/theme-colors'
import { causeWords, type ListName } from './lists'

export interface RelationPictureRequest {
  title: string
  answer: RelationsAnswer
  list: ListName
  colors: ThemeColors
}

const size = { width: 720, height: 360, left: 72, right: 24, top: 72, bottom: 48 }
const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom }
const bottom = size.top + plot.height
/** Left of the bars: the words of the causes. */
const barLeft = 176

export function relationPicture({ title, answer, list, colors }: RelationPictureRequest): Picture {
  const head: Shape = { kind: 'text', x: 16, y: 24, text: title, size: 13, bold: true, color: colors.ink }
  const shapes = [head, ...(list === 'dead' ? causeBars(answer, colors) : pairPoints(answer, colors))]
  return { title, width: size.width, height: size.height, background: colors.canvas, shapes }
}

function pairPoints({ duplicates }: RelationsAnswer, colors: ThemeColors): Shape[] {
  const { cosineAbove, jaccardAbove, pairs } = duplicates
  const x = (cosine: number) => size.left + ((cosine - cosineAbove) / (1 - cosineAbove)) * plot.width
  const y = (jaccard: number) => bottom - ((jaccard - jaccardAbove) / (1 - jaccardAbove)) * plot.height
  const [left, right] = [size.left, size.left + plot.width]
  const text = (words: string, at: number, line: number, anchor: 'start' | 'middle' | 'end'): Shape => ({
    kind: 'text',
    x: at,
    y: line,
    text: words,
    size: 11,
    mono: true,
    anchor,
    color: colors.ink3
  })
  return [
    text('Jaccard', 16, 52, 'start'),
    text('cosine of the decoder rows', right, bottom + 36, 'end'),
    ...[jaccardAbove, 1].map((tick) => text(formatFixed(tick, 2), left - 8, y(tick) + 4, 'end')),
    ...[cosineAbove, 1].map((tick) => text(formatFixed(tick, 2), x(tick), bottom + 18, 'middle')),
    { kind: 'line', points: [left, bottom, right, bottom], color: colors.control, width: 1 },
    ...pairs.map(
      ({ cosine, jaccard }): Shape => ({
        kind: 'mark',
        form: 'circle',
        x: x(cosine),
        y: y(jaccard),
        radius: 3,
        fill: colors.ink2
      })
    )
  ]
}

function causeBars({ dead }: RelationsAnswer, colors: ThemeColors): Shape[] {
  const counts = deathCauses.map((cause) => ({ cause, count: dead.causes[cause] ?? 0 }))
  const most = Math.max(1, ...counts.map(({ count }) => count))
  const step = plot.height / counts.length
  return counts.flatMap(({ cause, count }, place): Shape[] => {
    const y = size.top + place * step
    const width = (count / most) * (size.width - barLeft - size.right - 72)
    const line = y + step / 2 + 4
    return [
      { kind: 'text', x: barLeft - 12, y: line, text: causeWords[cause], size: 11, anchor: 'end', color: colors.ink2 },
      { kind: 'box', x: barLeft, y: y + 6, width, height: step - 12, fill: colors.ink2 },
      { kind: 'text', x: barLeft + width + 8, y: line, text: formatCount(count), size: 11, mono: true, color: colors.ink3 }
    ]
  })
}
