/** A picture as a PNG: the same shapes painted on a canvas, in the window's own fonts, at twice the size. */
import { diamondCorners, type Picture, partsOf, type Shape } from './shapes'

const pixelsPerPx = 2

export async function pngOf(picture: Picture): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * pixelsPerPx)
  canvas.height = Math.round(picture.height * pixelsPerPx)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to paint on')
  context.scale(pixelsPerPx, pixelsPerPx)
  context.fillStyle = picture.background
  context.fillRect(0, 0, picture.width, picture.height)
  for (const shape of picture.shapes) {
    context.save()
    paint(context, shape)
    context.restore()
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('the picture is too large for a PNG')
  return new Uint8Array(await blob.arrayBuffer())
}

function paint(context: CanvasRenderingContext2D, shape: Shape): void {
  if (shape.kind === 'text') paintText(context, shape)
  else if (shape.kind === 'line') paintLine(context, shape)
  else paintOutline(context, shape)
}

function paintOutline(context: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'box' | 'mark' }>): void {
  context.beginPath()
  if (shape.kind === 'box') context.rect(shape.x, shape.y, shape.width, shape.height)
  else if (shape.form === 'circle') context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI)
  else trace(context, diamondCorners(shape.x, shape.y, shape.radius), true)
  if (shape.kind === 'box') {
    context.globalAlpha = shape.opacity ?? 1
    context.setLineDash([...(shape.dash ?? [])])
  }
  if (shape.fill) {
    context.fillStyle = shape.fill
    context.fill()
  }
  if (shape.stroke) {
    context.strokeStyle = shape.stroke
    context.stroke()
  }
}

function paintText(context: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'text' }>): void {
  const style = getComputedStyle(document.documentElement)
  const family = style.getPropertyValue(shape.mono ? '--font-mono' : '--font-ui')
  context.font = `${shape.bold ? '600 ' : ''}${shape.size}px ${family}`
  context.fillStyle = shape.color
  context.textAlign = shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start')
  context.translate(shape.x, shape.y)
  context.rotate(((shape.turn ?? 0) * Math.PI) / 180)
  context.fillText(shape.text, 0, 0)
}

function paintLine(context: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'line' }>): void {
  context.lineWidth = shape.width
  context.lineJoin = 'round'
  for (const part of partsOf(shape.points)) {
    if (shape.fillTo !== undefined) {
      context.beginPath()
      trace(context, [[part[0][0], shape.fillTo], ...part, [part[part.length - 1][0], shape.fillTo]], true)
      context.globalAlpha = shape.fillOpacity ?? 0.14
      context.fillStyle = shape.color
      context.fill()
    }
    context.beginPath()
    trace(context, part, false)
    context.globalAlpha = shape.opacity ?? 1
    context.strokeStyle = shape.color
    context.setLineDash([...(shape.dash ?? [])])
    context.stroke()
  }
}

function trace(context: CanvasRenderingContext2D, points: [number, number][], isClosed: boolean): void {
  for (const [i, [x, y]] of points.entries()) {
    if (i === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  if (isClosed) context.closePath()
}
