/**
 * The filter text of the feature list: `density<1e-4 f1(domain=news)>0.8 tag:x dead:no words "a phrase"`. Parts narrow each other.
 * Pure: gives conditions as data. What it can not understand is refused with what is allowed, never passed on.
 */
import { CheckState } from '../../../contract/records/check-marks'
import { LabelStatus } from '../../../contract/records/label'
import { type CategoryScore, CategoryScoreName } from '../../../contract/records/studies/columns'
import { KeptSource } from '../../../contract/records/suggestion'
import { LoupeError } from '../../../contract/wire/errors'
import type { FactKey } from '../feature-records'
import type { CheckKey } from '../tables/check-marks'

export type Comparison = '<' | '<=' | '>' | '>=' | '='

export interface NumberCondition {
  key: FactKey | CheckKey
  comparison: Comparison
  value: number
}

const categoryScores = CategoryScoreName.options

/** How well a feature tells a category of a label column from the rest (study `columns`). */
export interface ScoreCondition extends CategoryScore {
  comparison: Comparison
  value: number
}

export type SuggestionCondition = KeptSource | 'yes' | 'no'

export interface FeatureFilter {
  numbers: NumberCondition[]
  scores: ScoreCondition[]
  /** Each list of ranges (both ends included) must hold the feature. */
  ids: { from: number; to: number }[][]
  /** Each list must hold the status. */
  statuses: LabelStatus[][]
  /** All of them must be tags of the feature, whatever the case. */
  tags: string[]
  /** Names of groups that must hold the feature, whatever the case. */
  groups: string[]
  /** Each list must hold how the latest quiz, or the rule, of the feature stands. */
  quizzes: CheckState[][]
  rules: CheckState[][]
  dead: boolean | undefined
  /** All of them must hold: a suggestion of that source, of any (`yes`), or none (`no`). Kept ones that were not dismissed. */
  suggestions: SuggestionCondition[]
  /** Texts that must all occur in label, notes or tags, whatever the case. */
  words: string[]
}

/** Words of the filter text for the numbers; the list of features and the command line show the same. */
const numberKeys: Record<string, FactKey | CheckKey> = {
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
  last: 'lastRow',
  quiz: 'quiz',
  'rule-f1': 'ruleF1',
  'rule-precision': 'rulePrecision',
  'rule-recall': 'ruleRecall'
}
const mostParts = 40
const allowed =
  `Allowed are ${Object.keys(numberKeys).join(', ')} with <, <=, >, >= or = and a number (1e-4 or 0.5%), ` +
  'id:12 or id:10-20, status:pending, status:draft, status:labeled, status:not-interpretable, status:flagged, status:later, tag:name, group:"name", dead:yes, dead:no, ' +
  'suggestion:match, suggestion:imported, suggestion:model, suggestion:yes, suggestion:no, ' +
  'quiz:none, quiz:stale, quiz:current, rule:none, rule:stale, rule:current, ' +
  'f1, precision, recall, auroc and lift of a category as in f1(domain=news)>0.8 or lift(domain="two words")>2, ' +
  'and words or "a phrase" of label, notes and tags.'

const comparedTo = String.raw`\s*(<=|>=|<|>|=)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(%?)(?=\s|$)`
/** A name within brackets: in quotes, or up to what ends it. Nothing is repeated in two ways, so a long text costs no more than its length. */
const quotedOr = (plain: string): string => String.raw`(?:\s*"((?:\\.|[^"\\])*)"\s*|(${plain}))`

/** One part each; tried in this order at every position. A quote that is still open reaches to the end. */
const scorePart = new RegExp(String.raw`([a-z]\w*)\(${quotedOr('[^="()]+')}=${quotedOr('[^"()]+')}\)${comparedTo}`, 'iy')
const brokenScore = new RegExp(String.raw`(?:${categoryScores.join('|')})\(\S*`, 'iy')
const numberPart = new RegExp(String.raw`([a-z]\w*(?:-\w+)*)${comparedTo}`, 'iy')
const fieldPart = /([a-z]\w*):(?:"((?:\\.|[^"\\])*)(?:"|$)|(\S*))/iy
const phrasePart = /"((?:\\.|[^"\\])*)(?:"|$)/y
const wordPart = /\S+/y

/** Throws `usage`, naming the part that is not understood and where it begins, counted from 1. */
export function parseFilter(text: string): FeatureFilter {
  const filter: FeatureFilter = {
    numbers: [],
    scores: [],
    ids: [],
    statuses: [],
    tags: [],
    groups: [],
    quizzes: [],
    rules: [],
    dead: undefined,
    suggestions: [],
    words: []
  }
  let at = 0
  for (let parts = 0; ; parts += 1) {
    at += text.slice(at).match(/^\s*/)![0].length
    if (at >= text.length) return filter
    if (parts >= mostParts) throw refusal(`A filter can have at most ${mostParts} parts`)
    at += placed(at, () => readPart(text, at, filter))
  }
}

/** A refusal says where the part begins. */
function placed(at: number, read: () => number): number {
  try {
    return read()
  } catch (thrown) {
    throw thrown instanceof LoupeError ? refusal(`${thrown.message} (at character ${at + 1})`) : thrown
  }
}

/** Adds the part at a position to the filter; gives its length. */
function readPart(text: string, at: number, filter: FeatureFilter): number {
  const score = matchAt(scorePart, text, at)
  if (score) {
    filter.scores.push(scoreCondition(score))
    return score[0].length
  }
  const broken = matchAt(brokenScore, text, at)
  if (broken) throw refusal(`“${broken[0]}” is not a score of a category, as f1(column=category)>0.8 is`)
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

function scoreCondition([
  part,
  name,
  quotedColumn,
  column,
  quotedCategory,
  category,
  comparison,
  digits,
  percent
]: RegExpMatchArray) {
  const score = categoryScores.find((known) => known === name.toLowerCase())
  if (!score) throw refusal(`“${part}” asks for “${name}”, which categories do not have`)
  return {
    score,
    column: named(quotedColumn, column, part),
    category: named(quotedCategory, category, part),
    comparison: comparison as Comparison,
    value: Number(digits) / (percent ? 100 : 1)
  }
}

function named(quoted: string | undefined, plain: string, part: string): string {
  const name = quoted === undefined ? plain.trim() : unescaped(quoted)
  if (name === '') throw refusal(`“${part}” names no column or no category`)
  return name
}

function addField(filter: FeatureFilter, name: string, value: string, part: string): void {
  if (name === 'id') filter.ids.push(idRanges(value, part))
  else if (name === 'status') filter.statuses.push(statusList(value, part))
  else if (name === 'tag') filter.tags.push(nameIn(value, part, 'tag'))
  else if (name === 'group') filter.groups.push(nameIn(value, part, 'group'))
  else if (name === 'quiz') filter.quizzes.push(stateList(value, part))
  else if (name === 'rule') filter.rules.push(stateList(value, part))
  else if (name === 'dead') filter.dead = yesOrNo(value, part)
  else if (name === 'suggestion') filter.suggestions.push(suggestionSource(value, part))
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

function stateList(value: string, part: string): CheckState[] {
  return value.split(',').map((name) => {
    const state = CheckState.safeParse(name.toLowerCase())
    if (!state.success) throw refusal(`“${part}” must be one of ${CheckState.options.join(', ')}`)
    return state.data
  })
}

function nameIn(value: string, part: string, what: 'tag' | 'group'): string {
  if (value.trim() === '') throw refusal(`“${part}” names no ${what}`)
  return value
}

function yesOrNo(value: string, part: string): boolean {
  const answer = value.toLowerCase()
  if (answer !== 'yes' && answer !== 'no') throw refusal(`“${part}” must be dead:yes or dead:no`)
  return answer === 'yes'
}

function suggestionSource(value: string, part: string): SuggestionCondition {
  const name = value.toLowerCase()
  if (name === 'yes' || name === 'no') return name
  const source = KeptSource.safeParse(name)
  if (!source.success) throw refusal(`“${part}” must be suggestion:match, imported, model, yes or no`)
  return source.data
}

/** A word that looks like a comparison is most likely one that was mistyped. */
function plainWord(word: string): string {
  const broken = /^([a-z]\w*(?:-\w+)*)\s*(<=|>=|<|>|=)/i.exec(word)
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
