/** Contrast (WCAG 2) and distances (OKLab, with the colour deficiencies of Machado 2009 at full severity), for the palette tests. */

type Triple = [number, number, number]

function rgbFromHex(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(rgbFromHex(a)), luminance(rgbFromHex(b))].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

/** The colour `share` of the way from a to b, mixed in sRGB as the token strips do. */
export function mix(a: string, b: string, share: number): string {
  const [from, to] = [rgbFromHex(a), rgbFromHex(b)]
  const parts = from.map((channel, index) => Math.round(255 * (channel + (to[index] - channel) * share)))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

const deficiencies: Record<string, Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
}

/** The smallest OKLab distance between two of the colours, for each kind of sight. */
export function smallestDistances(colors: string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(deficiencies).map(([kind, matrix]) => {
      const seen = colors.map((color) => oklab(times(matrix, rgbFromHex(color).map(linear) as Triple)))
      const pairs = seen.flatMap((a, index) =>
        seen.slice(index + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]))
      )
      return [kind, Math.min(...pairs)]
    })
  )
}

function luminance(rgb: Triple): number {
  const [r, g, b] = rgb.map(linear)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}

function times(matrix: Triple[], vector: Triple): Triple {
  return matrix.map((row) => Math.min(1, Math.max(0, row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2]))) as Triple
}

/** OKLab of linear sRGB (Ottosson 2020). */
function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  ]
}
