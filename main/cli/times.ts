/** Times as people write them on a command line. */
import { LoupeError } from '../../contract/wire/errors'

/** Milliseconds. A day alone is its end in the time of this machine: “as of” a day is all of it. Throws `usage`. */
export function timeFrom(text: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
  const time = Date.parse(isDay ? `${text.trim()}T23:59:59.999` : text)
  if (Number.isNaN(time))
    throw new LoupeError('usage', `“${text}” is no time`, { hint: 'Write it as 2026-05-01 or 2026-05-01T14:00.' })
  return time
}

/** The same, where a day alone is its beginning. */
export function beginFrom(text: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
  return timeFrom(isDay ? `${text.trim()}T00:00` : text)
}
