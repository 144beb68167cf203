/** What the form of restoring says, as the engine takes it. Pure. */
import type { Restoration } from '../../../contract/calls/labels'

export interface RestoreForm {
  how: 'asOf' | 'without'
  /** `YYYY-MM-DDTHH:MM` in the time of this machine, as the field gives it; '' for none. */
  asOf: string
  /** '' for everybody. */
  author: string
  from: string
  to: string
}

const minuteMs = 60_000

/** Undefined while something is missing. A minute that is named counts to its end. */
export function restorationFrom({ how, asOf, author, from, to }: RestoreForm): Restoration | undefined {
  if (how === 'asOf') {
    const at = timeOf(asOf)
    return at === undefined ? undefined : { asOf: at + minuteMs - 1 }
  }
  const [begin, end] = [timeOf(from), timeOf(to)]
  if ((from !== '' && begin === undefined) || (to !== '' && end === undefined)) return undefined
  if (begin !== undefined && end !== undefined && end < begin) return undefined
  if (author === '' && begin === undefined && end === undefined) return undefined
  return {
    ...(author === '' ? {} : { withoutAuthor: author }),
    ...(begin === undefined ? {} : { withoutFrom: begin }),
    ...(end === undefined ? {} : { withoutTo: end + minuteMs - 1 })
  }
}

/** The end of the day before, and the last hour: where people mostly begin. */
export function firstForm(now: Date): RestoreForm {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 23, 59)
  const hour = new Date(now.getTime() - 60 * minuteMs)
  return { how: 'asOf', asOf: fieldTime(yesterday), author: '', from: fieldTime(hour), to: fieldTime(now) }
}

export function fieldTime(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`
}

/** Milliseconds; undefined for what is no time. */
export function timeOf(text: string): number | undefined {
  const at = /^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN
  return Number.isNaN(at) || at < 0 ? undefined : at
}
