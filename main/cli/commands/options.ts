/** Values of options: parsed here, so that a wrong one is wrong usage and not a failure. */
import { InvalidArgumentError } from 'commander'

export function wholeNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.')
  return value
}

/** A whole number from `least` to `most`, both allowed. */
export function wholeNumberIn(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text)
    if (value >= least && value <= most) return value
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`
    throw new InvalidArgumentError(`It must be ${range}.`)
  }
}

export function number(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.')
  return value
}

/** Text of at least `least` and at most `most` characters. */
export function textOf(least: number, most: number): (text: string) => string {
  return (text) => {
    if (text.length < least) throw new InvalidArgumentError('It must not be empty.')
    if (text.length > most) throw new InvalidArgumentError(`It must have at most ${most} characters.`)
    return text
  }
}

/** For options that may be given several times. */
export function collected(parse: (text: string) => string): (text: string, earlier?: string[]) => string[] {
  return (text, earlier = []) => [...earlier, parse(text)]
}

/** `RUN=a,b`: a run by id or name, and what is said of it. Names of runs may have `=` in them, so the last one counts. */
export interface OfRun {
  run: string
  words: string[]
}

export function ofRun(text: string): OfRun {
  const at = text.lastIndexOf('=')
  const words = text
    .slice(at + 1)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (at < 1) throw new InvalidArgumentError('It must be RUN=…, with a run by id or name.')
  return { run: text.slice(0, at), words }
}

/** `RUN=1,2,3`: whole numbers from 0. */
export function numbersOfRun(text: string): { run: string; numbers: number[] } {
  const { run, words } = ofRun(text)
  if (words.length === 0) throw new InvalidArgumentError('It must name features: RUN=1,2,3.')
  return { run, numbers: words.map(wholeNumberIn(0)) }
}

/** A value as text: number and true/false where it looks like one. */
export function plainValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) ? value : text
}
