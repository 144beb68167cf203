/**
 * Points that an axis cuts off: lone spikes do not squeeze the rest of a line, so they are named at the edge instead.
 * Pure; track-row.tsx writes them.
 */
import type { FlatPoints, Window } from '../line-series/min-max-buckets'
import { positionOf, type Scale } from '../line-series/scale'

export interface Beyond {
  /** 0–1 across the window. */
  at: number
  value: number
  edge: 'top' | 'bottom'
}

/** Two names closer than this share of the width would touch. */
const roomShare = 0.08

/** The most extreme points over either edge, apart from each other by the room of a name, left to right. */
export function beyondAxis(lines: readonly FlatPoints[], scale: Scale, window: Window): Beyond[] {
  const found = lines.flatMap((points) => cutOff(points, scale, window))
  const kept: Beyond[] = []
  for (const one of found.sort((a, b) => excess(scale, b) - excess(scale, a)))
    if (kept.every((other) => other.edge !== one.edge || Math.abs(other.at - one.at) > roomShare)) kept.push(one)
  return kept.sort((a, b) => a.at - b.at)
}

function cutOff(points: FlatPoints, scale: Scale, { from, to }: Window): Beyond[] {
  const found: Beyond[] = []
  for (let i = 0; i < points.length; i += 2) {
    const at = (points[i] - from) / (to - from)
    const position = positionOf(scale, points[i + 1])
    if (!(at >= 0 && at <= 1) || !(position > 1.001 || position < -0.001)) continue
    found.push({ at, value: points[i + 1], edge: position > 1 ? 'top' : 'bottom' })
  }
  return found
}

function excess(scale: Scale, { value, edge }: Beyond): number {
  const position = positionOf(scale, value)
  return edge === 'top' ? position - 1 : -position
}
