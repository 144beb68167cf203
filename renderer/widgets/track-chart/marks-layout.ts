/** Which marks of the step axis get words: neighbors that would write over each other are said together. */
import type { ChartMark } from './types'

export interface PlacedMark {
  /** px from the left of the plot. */
  x: number
  text: string
  /** Words of all marks in it, for the tooltip. */
  detail: string
  /** Writes to the left of its line where there is no room at the right. */
  isLeft: boolean
}

/** Average width of a character of 11 px text. */
const characterWidth = 5.8

/** Marks with their places (undefined = outside the window), left to right. */
export function placeMarks(marks: { mark: ChartMark; x: number | undefined }[], width: number): PlacedMark[] {
  const visible = marks.filter((entry): entry is { mark: ChartMark; x: number } => entry.x !== undefined)
  const groups: { mark: ChartMark; x: number }[][] = []
  for (const entry of visible.sort((a, b) => a.x - b.x)) {
    const last = groups.at(-1)
    const room = last ? textWidth(groupText(last.map((other) => other.mark))) : 0
    if (last && entry.x - last[0].x < Math.min(room, 90) + 12) last.push(entry)
    else groups.push([entry])
  }
  return groups.map((group) => placed(group, width))
}

function placed(group: { mark: ChartMark; x: number }[], width: number): PlacedMark {
  const marks = group.map((entry) => entry.mark)
  const text = groupText(marks)
  const x = group[0].x
  return { x, text, detail: marks.map((mark) => mark.text).join('\n'), isLeft: x + textWidth(text) + 8 > width }
}

function groupText(marks: ChartMark[]): string {
  if (marks.length === 1) return marks[0].text
  const sameKind = marks.every((mark) => mark.kind === marks[0].kind)
  return sameKind ? `${marks.length} × ${marks[0].kind.replace('-', ' ')}` : `${marks.length} marks`
}

function textWidth(text: string): number {
  return text.length * characterWidth
}
