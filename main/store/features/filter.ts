/**
 * The filter text of the feature list: `density<1e-4 f1(domain=news)>0.8 tag:x dead:no words "a phrase"`. Parts narrow each other.
 * Pure: gives conditions as data. What it can not understand is refused with what is allowed, never passed on.
 */
import { CategoryScoreName } from '../../../contract/records/studies/columns'
import { LoupeError } from '../../../contract/wire/errors'
import { type Comparison, emptyFilter, type FeatureFilter, type NumberCondition } from './feature-filter'
import {
  idRanges,
  nameIn,
  numberKeys,
  refusal,
  stateList,
  statusList,
  suggestionSource,
  unescaped,
  yesOrNo
} from './filter-values'

const categoryScores = CategoryScoreName.options

const mostParts = 40

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
  const filter = emptyFilter()
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

function matchAt(pattern: RegExp, text: string, at: number): RegExpMatchArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
