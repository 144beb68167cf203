/** Paints the two layers of the map: dots once, rings and the drawn line at each change. */
import { themeColors } from '../theme-colors'
import type { MapFrame } from './map-layout'

export interface Dots {
  places: Float32Array
  colors: Uint8Array
  shown: Uint8Array
}

export interface Rings {
  places: Float32Array
  selected: ReadonlySet<number>
  primary: number | null
  name: string
  line: readonly number[] | undefined
}

const dotSize = 2.7
/** More rings than this can not be told apart. */
const mostRings = 2_000

export function paintDots(canvas: HTMLCanvasElement | null, frame: MapFrame, { places, colors, shown }: Dots): void {
  const context = fresh(canvas, frame)
  if (!context) return
  const { runs, ink3 } = themeColors()
  for (const alpha of [0.12, 0.62]) {
    context.globalAlpha = alpha
    for (let slot = -1; slot < runs.length; slot++) {
      context.fillStyle = slot < 0 ? ink3 : runs[slot]
      for (let point = 0; point < colors.length; point++) {
        if ((shown[point] === 1) !== alpha > 0.5 || (slot < 0 ? 255 : slot) !== colors[point]) continue
        context.fillRect(places[2 * point] - dotSize / 2, places[2 * point + 1] - dotSize / 2, dotSize, dotSize)
      }
    }
  }
}

export function paintRings(canvas: HTMLCanvasElement | null, frame: MapFrame, rings: Rings): void {
  const context = fresh(canvas, frame)
  if (!context) return
  const { places, selected, primary, line } = rings
  const { accent } = themeColors()
  context.strokeStyle = accent
  context.lineWidth = 1
  for (const point of [...selected].slice(0, mostRings)) ring(context, places, point, 4.5)
  if (line) trace(context, line)
  if (primary === null || Number.isNaN(places[2 * primary])) return
  context.lineWidth = 2
  ring(context, places, primary, 6)
  paintName(context, frame, rings, primary)
}

/** The name in a box at the side where there is room, with a short line to its dot. */
function paintName(context: CanvasRenderingContext2D, frame: MapFrame, { places, name }: Rings, point: number): void {
  const { canvas, control, ink, fontUi } = themeColors()
  if (!name) return
  const [x, y] = [places[2 * point], places[2 * point + 1]]
  context.font = `12px ${fontUi}`
  const width = Math.min(220, context.measureText(name).width) + 16
  const left = x + 20 + width < frame.width ? x + 20 : x - 20 - width
  const top = Math.max(2, Math.min(frame.height - 24, y - 28))
  context.lineWidth = 1
  context.strokeStyle = control
  context.beginPath()
  context.moveTo(x + (left > x ? 5 : -5), y - 4)
  context.lineTo(left > x ? left : left + width, top + 11)
  context.stroke()
  context.fillStyle = canvas
  context.fillRect(left, top, width, 22)
  context.strokeRect(left + 0.5, top + 0.5, width - 1, 21)
  context.fillStyle = ink
  context.fillText(name, left + 8, top + 15, 220)
}

function ring(context: CanvasRenderingContext2D, places: Float32Array, point: number, radius: number): void {
  context.beginPath()
  context.arc(places[2 * point], places[2 * point + 1], radius, 0, 2 * Math.PI)
  context.stroke()
}

function trace(context: CanvasRenderingContext2D, line: readonly number[]): void {
  context.beginPath()
  for (let i = 0; i < line.length; i += 2) context.lineTo(line[i], line[i + 1])
  context.closePath()
  context.setLineDash([4, 3])
  context.stroke()
  context.setLineDash([])
}

/** Cleared, in the pixels of the screen. */
function fresh(canvas: HTMLCanvasElement | null, { width, height }: MapFrame): CanvasRenderingContext2D | null {
  if (!canvas || width === 0) return null
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  context?.scale(ratio, ratio)
  return context
}
