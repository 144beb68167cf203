/** A picture as an SVG that stands alone: plain shapes, fonts by name with a fallback, nothing to load. */
import { diamondCorners, type Picture, partsOf, type Shape } from './shapes'

const fonts = { ui: 'Inter, system-ui, sans-serif', mono: "'JetBrains Mono', ui-monospace, monospace" }

export function svgOf({ title, width, height, background, shapes }: Picture): string {
  const body = shapes.map(elementOf).filter((element) => element !== '')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...body,
    '</svg>',
    ''
  ].join('\n')
}

function elementOf(shape: Shape): string {
  if (shape.kind === 'text') return textElement(shape)
  if (shape.kind === 'line')
    return partsOf(shape.points)
      .map((part) => lineElements(shape, part))
      .join('\n')
  if (shape.kind === 'mark' && shape.form === 'circle')
    return `<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${shape.radius}" ${paint(shape)}/>`
  if (shape.kind === 'mark') {
    const corners = diamondCorners(shape.x, shape.y, shape.radius)
    return `<polygon points="${pathPoints(corners)}" ${paint(shape)}/>`
  }
  const { x, y, width, height } = shape
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" ${paint(shape)}/>`
}

function lineElements(shape: Extract<Shape, { kind: 'line' }>, part: [number, number][]): string {
  const line = `<polyline points="${pathPoints(part)}" fill="none" stroke="${shape.color}" stroke-width="${shape.width}"${dashes(shape)}${opacity(shape)} stroke-linejoin="round"/>`
  if (shape.fillTo === undefined) return line
  const area: [number, number][] = [[part[0][0], shape.fillTo], ...part, [part[part.length - 1][0], shape.fillTo]]
  return `<polygon points="${pathPoints(area)}" fill="${shape.color}" fill-opacity="${shape.fillOpacity ?? 0.14}"/>\n${line}`
}

function textElement(shape: Extract<Shape, { kind: 'text' }>): string {
  const font = shape.mono ? fonts.mono : fonts.ui
  const weight = shape.bold ? ' font-weight="600"' : ''
  const anchor = shape.anchor && shape.anchor !== 'start' ? ` text-anchor="${shape.anchor}"` : ''
  const turn = shape.turn ? ` transform="rotate(${shape.turn} ${short(shape.x)} ${short(shape.y)})"` : ''
  return `<text x="${short(shape.x)}" y="${short(shape.y)}"${turn} font-family="${font}" font-size="${shape.size}"${weight}${anchor} fill="${shape.color}" xml:space="preserve">${escaped(shape.text)}</text>`
}

function paint(shape: { fill?: string; stroke?: string; dash?: readonly number[]; opacity?: number }): string {
  const stroke = shape.stroke ? ` stroke="${shape.stroke}"` : ''
  return `fill="${shape.fill ?? 'none'}"${stroke}${dashes(shape)}${opacity(shape)}`
}

function dashes({ dash }: { dash?: readonly number[] }): string {
  return dash && dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : ''
}

function opacity(shape: { opacity?: number }): string {
  return shape.opacity === undefined || shape.opacity === 1 ? '' : ` opacity="${shape.opacity}"`
}

function pathPoints(points: [number, number][]): string {
  return points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ')
}

/** A hundredth of a px is finer than anyone sees. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
