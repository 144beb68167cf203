/**
 * Numbers, sizes, durations and times as people read them: digits in groups, a true minus, units after a space, `–` for none.
 * What is copied or written to files does not go through here.
 */

const none = '–'
const minus = '−'
/** Made once: making a number format takes longer than all that is drawn with it. */
const wholeDigits = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** 4608 → `4,608`. */
export function formatCount(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none
  return withMinus(wholeDigits.format(Math.round(value)))
}

/** 2400000 → `2.4 M`, 20800 → `20.8 k`; below 10,000 all digits. */
export function formatCompact(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return none
  const size = Math.abs(value)
  if (size >= 1e9) return withMinus(`${(value / 1e9).toFixed(1)} G`)
  if (size >= 1e6) return withMinus(`${(value / 1e6).toFixed(1)} M`)
  if (size >= 1e4) return withMinus(`${(value / 1e3).toFixed(1)} k`)
  return formatCount(value)
}

/** Fixed decimals, as a column of numbers needs; NaN is shown as such, since it is a finding. */
export function formatFixed(value: number | undefined | null, decimals: number): string {
  if (value === undefined || value === null) return none
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : `${minus}inf`
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.')
  const digits = wholeDigits.format(Number(whole)) + (fraction === undefined ? '' : `.${fraction}`)
  const isZero = !/[1-9]/.test(digits)
  return value < 0 && !isZero ? minus + digits : digits
}

/** A few significant digits for values of any size: `0.0213`, `1.2e-5`. */
export function formatSignificant(value: number | undefined | null, digits = 3): string {
  if (value === undefined || value === null) return none
  if (!Number.isFinite(value)) return formatFixed(value, 0)
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return withMinus(value.toExponential(digits - 1).replace('e+', 'e'))
  return withMinus(String(Number(value.toPrecision(digits))))
}

/** 0.0214 → `2.14 %`. */
export function formatPercent(share: number | undefined | null, decimals = 2): string {
  if (share === undefined || share === null) return none
  if (!Number.isFinite(share)) return formatFixed(share, 0)
  return `${formatFixed(share * 100, decimals)} %`
}

/** 43900000 → `43.9 MB` (decimal units, as file managers show). */
export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} KB`
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${(bytes / 1e9).toFixed(1)} GB`
}

/** 62 → `1 min 02 s`, 38 → `38 s`, 7400 → `2 h 03 min`. */
export function formatSeconds(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return none
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`
}

/** Time of day, `14:02:11`. */
export function formatTime(timeMs: number): string {
  const date = new Date(timeMs)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad).join(':')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `now`, `14:02`, `yesterday`, `14 Nov`, `14 Nov 2024`: as short as it stays clear at `nowMs`. */
export function formatWhen(timeMs: number, nowMs: number = Date.now()): string {
  const date = new Date(timeMs)
  const now = new Date(nowMs)
  const age = nowMs - timeMs
  if (age >= 0 && age < 60_000) return 'now'
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000)
  if (days === 0) return `${pad(date.getHours())}:${pad(date.getMinutes())}`
  if (days === 1) return 'yesterday'
  const day = `${date.getDate()} ${months[date.getMonth()]}`
  return date.getFullYear() === now.getFullYear() ? day : `${day} ${date.getFullYear()}`
}

/** A hash in groups of four: `b41e 09c7 5d2a`. */
export function formatHash(hash: string, groups = 3): string {
  return (hash.match(/.{1,4}/g) ?? []).slice(0, groups).join(' ')
}

/** `1 run`, `6 runs`. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function withMinus(text: string): string {
  return text.replace('-', text.includes('e-') && !text.startsWith('-') ? '-' : minus)
}
