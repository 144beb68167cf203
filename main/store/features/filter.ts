/**
 * The filter text of the feature list: `density<1e-4 max>=3 tag:x dead:no words "a phrase"`. Parts narrow each other.
 * Pure: gives conditions as data. What it can not understand is refused with what is allowed, never passed on.
 */
import { LabelStatus } from '../../../contract/records/label'
import { LoupeError } from '../../../contract/wire/errors'
import type { FactKey } from '../feature-records'

type Comparison = '<' | '<=' | '>' | '>=' | '='

export interface NumberCondition {
  key: FactKey
  comparison: Comparison
  value: number
}

export interface FeatureFilter {
  numbers: NumberCondition[]
  /** Each list of ranges (both ends included) must hold the feature. */
  ids: { from: number; to: number }[][]
  /** Each list must hold the status. */
  statuses: LabelStatus[][]
  /** All of them must be tags of the feature, whatever the case. */
  tags: string[]
  dead: boolean | undefined
  /** Texts that must all occur in label, notes or tags, whatever the case. */
  words: string[]
}

/** Words of the filter text for the numbers; the list of features and the command line show the same. */
const numberKeys: Record<string, FactKey> = {
  density: 'density',
  mean: 'mean',
  max: 'max',
  mass: 'mass',
  nearest: 'nearestCosine',
  rows: 'activeRows',
  variance: 'variance',
  skew: 'skew',
  documents: 'documents',
  indocument: 'documentShare',
  explained: 'explainedShare',
  first: 'firstRow',
  last: 'lastRow'
}
const mostParts = 40
const allowed =
  `Allowed are ${Object.keys(numberKeys).join(', ')} with <, <=, >, >= or = and a number (1e-4 or 0.5%), ` +
  'id:12 or id:10-20, status:pending, status:draft, status:labeled, status:not-interpretable, tag:name, dead:yes, dead:no, ' +
  'and words or "a phrase" of label, notes and tags.'

/** One part each; tried in this order at every position. A quote that is still open reaches to the end. */
const numberPart = /([a-z]\w*)\s*(<=|>=|<|>|=)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%?)(?=\s|$)/iy
const fieldPart = /([a-z]\w*):(?:"((?:\\.|[^"\\])*)(?:"|$)|(\S*))/iy
const phrasePart = /"((?:\\.|[^"\\])*)(?:"|$)/y
const wordPart = /\S+/y

/** Throws `usage`, naming the part that is not understood. */
export function parseFilter(text: string): FeatureFilter {
  const filter: FeatureFilter = { numbers: [], ids: [], statuses: [], tags: [], dead: undefined, words: [] }
  let at = 0
  for (let parts = 0; ; parts += 1) {
    at += text.slice(at).match(/^\s*/)![0].length
    if (at >= text.length) return filter
    if (parts >= mostParts) throw refusal(`A filter can have at most ${mostParts} parts`)
    at += readPart(text, at, filter)
  }
}

/** Adds the part at a position to the filter; gives its length. */
function readPart(text: string, at: number, filter: FeatureFilter): number {
  const number = matchAt(numberPart, text, at)
  if (number) {
    filter.numbers.push(numberCondition(number))
    return number[0].length
  }
  const field = matchAt(fieldPart, text, at)
  if (field) {
    addField(filter, field[1].toLowerCase(), unescaped(field[2] ?? field[3]), field[0])
    return field[0].length
  }
  const phrase = matchAt(phrasePart, text, at)
  const word = phrase ?? matchAt(wordPart, text, at)!
  addWords(filter, phrase ? unescaped(phrase[1]) : plainWord(word[0]))
  return word[0].length
}

function numberCondition([part, name, comparison, digits, percent]: RegExpMatchArray): NumberCondition {
  const key = numberKeys[name.toLowerCase()]
  if (!key) throw refusal(`“${part}” compares “${name}”, which features do not have`)
  return { key, comparison: comparison as Comparison, value: Number(digits) / (percent ? 100 : 1) }
}

function addField(filter: FeatureFilter, name: string, value: string, part: string): void {
  if (name === 'id') filter.ids.push(idRanges(value, part))
  else if (name === 'status') filter.statuses.push(statusList(value, part))
  else if (name === 'tag') filter.tags.push(tagName(value, part))
  else if (name === 'dead') filter.dead = yesOrNo(value, part)
  else throw refusal(`“${part}” is not a part of a filter; to find it as text, put it in quotes`)
}

function idRanges(value: string, part: string): { from: number; to: number }[] {
  return value.split(',').map((range) => {
    const match = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(range)
    if (!match) throw refusal(`“${part}” is not a feature id`)
    return { from: Number(match[1]), to: Number(match[2] ?? match[1]) }
  })
}

function statusList(value: string, part: string): LabelStatus[] {
  return value.split(',').map((name) => {
    const status = LabelStatus.safeParse(name.toLowerCase())
    if (!status.success) throw refusal(`“${part}” is not a status`)
    return status.data
  })
}

function tagName(value: string, part: string): string {
  if (value.trim() === '') throw refusal(`“${part}” names no tag`)
  return value
}

function yesOrNo(value: string, part: string): boolean {
  const answer = value.toLowerCase()
  if (answer !== 'yes' && answer !== 'no') throw refusal(`“${part}” must be dead:yes or dead:no`)
  return answer === 'yes'
}

/** A word that looks like a comparison is most likely one that was mistyped. */
function plainWord(word: string): string {
  const broken = /^([a-z]\w*)\s*(<=|>=|<|>|=)/i.exec(word)
  if (broken) throw refusal(`“${word}” is not a comparison with a number; to find it as text, put it in quotes`)
  return word
}

/** NUL ends a text for SQLite's search; nobody looks for it. */
function addWords(filter: FeatureFilter, text: string): void {
  const words = text.replaceAll('\0', ' ').trim()
  if (words !== '') filter.words.push(words)
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1')
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpMatchArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function refusal(message: string): LoupeError {
  return new LoupeError('usage', message, { hint: allowed })
}
