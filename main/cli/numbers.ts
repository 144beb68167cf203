/** Numbers, times and tables as text for people. */
import type { Progress } from '../../contract/records/basics'

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `1 row`, `2 rows`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${Math.round(value) === 1 ? one : many}`
}

/** Four significant digits, as short as possible. */
export function short(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–'
  return Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4)
    ? value.toExponential(2)
    : String(Number(value.toPrecision(4)))
}

/** A share from 0 to 1 as `1.2 %`. */
export function percent(share: number | undefined): string {
  return share === undefined || !Number.isFinite(share) ? '–' : `${(100 * share).toFixed(1)} %`
}

/** In units of 1,024, three digits: `1.25 GB`. */
export function bytes(size: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(size) / 10))
  return power === 0 ? counted(size, 'byte') : `${Number((size / 1024 ** power).toPrecision(3))} ${units[power]}`
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** `120 of 600 steps, 16/s, 30 s left`. */
export function progressText(progress: Progress): string {
  const { done, total, unit, perSecond, secondsLeft, note } = progress
  const far = total > 0 ? `${count(done)} of ${counted(total, oneOf(unit), unit)}` : counted(done, oneOf(unit), unit)
  const rate = perSecond === undefined ? [] : [`${short(perSecond)}/s`]
  const left = secondsLeft === undefined ? [] : [`${duration(secondsLeft)} left`]
  return [...(note ? [note] : []), far, ...rate, ...left].join(', ')
}

/** `category` of `categories`: the units of progress are named in the plural. */
function oneOf(unit: string): string {
  return unit.endsWith('ies') ? `${unit.slice(0, -3)}y` : unit.replace(/s$/, '')
}

/** Lines with columns as wide as their longest cell; numbers to the right. */
export function table(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)))
  const isNumber = head.map((_, column) => rows.every((row) => /^[–\d.,e+ %-]*$/.test(row[column])))
  const cell = (text: string, column: number) => (isNumber[column] ? text.padStart(widths[column]) : text.padEnd(widths[column]))
  return all.map((row) => row.map(cell).join('  ').trimEnd())
}
