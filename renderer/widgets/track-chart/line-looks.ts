/** How thick, how opaque and how high each kind of line is drawn, on the screen and in saved pictures. */
import type { LineRole } from './track-picture'

export const lineLooks: Record<LineRole, { width: number; opacity: number; z: number; area?: number }> = {
  area: { width: 1.5, opacity: 1, z: 3, area: 0.14 },
  part: { width: 1, opacity: 0.8, z: 3, area: 0.12 },
  raw: { width: 1, opacity: 0.28, z: 2 },
  validation: { width: 1.5, opacity: 1, z: 4 },
  smooth: { width: 1.5, opacity: 1, z: 5 }
}
