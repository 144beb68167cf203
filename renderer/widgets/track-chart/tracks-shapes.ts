/**
 * The tracks as a picture to save: words at the left, lines, axis text at the right, the shared axis below, a legend of the runs.
 * The same numbers as on the screen (track-picture.ts), drawn as shapes.
 */
import { linearTicks } from '../line-series/ticks'
import type { Picture, Shape } from '../picture/shapes'
import { SmoothCache } from './smooth-cache'
import { stepText, timeText } from './step-axis'
import { type PictureFrame, styleOf, type TracksPictureRequest, ticksWidth, trackShapes, wordsWidth } from './track-shapes'
import { axisSpan, axisWindow, pixelOfX, xOfStep } from './x-axis'

const headHeight = 36
const axisHeight = 32

export function tracksPicture(request: TracksPictureRequest): Picture {
  const { runs, tracks, view, colors, width = 1200, trackHeight = 140 } = request
  const span = axisSpan(runs, view.axis)
  const window = axisWindow(view, span)
  const frame = { request, window, span, plotWidth: width - wordsWidth - ticksWidth, smooth: new SmoothCache() }
  const shapes = headShapes(frame)
  let top = headHeight
  for (const track of tracks) {
    const height = Math.round(trackHeight * track.weight)
    shapes.push(...trackShapes(frame, track, top, height))
    top += height
  }
  shapes.push(...markShapes(frame, top), ...axisShapes(frame, top))
  return { title: request.title, width, height: top + axisHeight, background: colors.canvas, shapes }
}

/** The title and, with several runs, what each line is. */
function headShapes({ request }: PictureFrame): Shape[] {
  const { title, runs, colors } = request
  const shapes: Shape[] = [{ kind: 'text', x: 16, y: 23, text: title, size: 13, bold: true, color: colors.ink }]
  let x = wordsWidth + 40
  for (const run of runs) {
    const { color, dash } = styleOf(colors, run.slot)
    shapes.push({ kind: 'line', points: [x, 19, x + 22, 19], color, width: 2, dash })
    shapes.push({ kind: 'text', x: x + 28, y: 23, text: run.name, size: 12, color: colors.ink2 })
    x += 28 + 7 * run.name.length + 24
  }
  return shapes
}

function markShapes({ request, window, plotWidth }: PictureFrame, bottom: number): Shape[] {
  const { runs, marks, view, colors } = request
  return marks.flatMap((mark): Shape[] => {
    const x = pixelOfX(xOfStep(runs[0], view.axis, mark.step), window, plotWidth)
    if (x === undefined) return []
    const left = wordsWidth + x
    return [
      { kind: 'line', points: [left, headHeight, left, bottom], color: colors.ink3, width: 1, dash: [1, 3] },
      { kind: 'text', x: left + 4, y: bottom - 4, text: mark.text, size: 10.5, color: colors.ink2 }
    ]
  })
}

function axisShapes({ request, window, plotWidth }: PictureFrame, top: number): Shape[] {
  const { view, colors } = request
  const ticks = linearTicks(window.from, window.to, Math.floor(plotWidth / 90))
  const texts = ticks.map(view.axis === 'step' ? stepText : timeText)
  return [
    { kind: 'line', points: [wordsWidth, top, wordsWidth + plotWidth, top], color: colors.control, width: 1 },
    { kind: 'text', x: 16, y: top + 20, text: view.axis === 'step' ? 'step' : 'training time', size: 11, color: colors.ink2 },
    ...ticks.map((tick, i): Shape => {
      const x = wordsWidth + (pixelOfX(tick, window, plotWidth) ?? 0)
      return { kind: 'text', x, y: top + 20, text: texts[i], size: 11, mono: true, anchor: 'middle', color: colors.ink3 }
    })
  ]
}
