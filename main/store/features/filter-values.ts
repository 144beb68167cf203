/** The values behind `field:` in the filter text, and how a part is refused. */
import { CheckState } from '../../../contract/records/check-marks'
import { LabelStatus } from '../../../contract/records/label'
import { KeptSource } from '../../../contract/records/suggestion'
import { LoupeError } from '../../../contract/wire/errors'
import type { FactKey } from '../feature-records'
import type { CheckKey } from '../tables/check-marks'
import type { SuggestionCondition } from './feature-filter'

/** Words of the filter text for the numbers; the list of features and the command line show the same. */
export const numberKeys: Record<string, FactKey | CheckKey> = {
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
const allowed =
  `Allowed are ${Object.keys(numberKeys).join(', ')} with <, <=, >, >= or = and a number (1e-4 or 0.5%), ` +
  'id:12 or id:10-20, status:pending, status:draft, status:labeled, status:not-interpretable, status:flagged, status:later, tag:name, group:"name", dead:yes, dead:no, ' +
  'suggestion:match, suggestion:imported, suggestion:model, suggestion:yes, suggestion:no, ' +
  'quiz:none, quiz:stale, quiz:current, rule:none, rule:stale, rule:current, ' +
  'f1, precision, recall, auroc and lift of a category as in f1(domain=news)>0.8 or lift(domain="two words")>2, ' +
  'and words or "a phrase" of label, notes and tags.'

export function idRanges(value: string, part: string): { from: number; to: number }[] {
  return value.split(',').map((range) => {
    const match = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(range)
    if (!match) throw refusal(`“${part}” is not a feature id`)
    return { from: Number(match[1]), to: Number(match[2] ?? match[1]) }
  })
}

export function statusList(value: string, part: string): LabelStatus[] {
  return value.split(',').map((name) => {
    const status = LabelStatus.safeParse(name.toLowerCase())
    if (!status.success) throw refusal(`“${part}” is not a status`)
    return status.data
  })
}

export function stateList(value: string, part: string): CheckState[] {
  return value.split(',').map((name) => {
    const state = CheckState.safeParse(name.toLowerCase())
    if (!state.success) throw refusal(`“${part}” must be one of ${CheckState.options.join(', ')}`)
    return state.data
  })
}

export function nameIn(value: string, part: string, what: 'tag' | 'group'): string {
  if (value.trim() === '') throw refusal(`“${part}” names no ${what}`)
  return value
}

export function yesOrNo(value: string, part: string): boolean {
  const answer = value.toLowerCase()
  if (answer !== 'yes' && answer !== 'no') throw refusal(`“${part}” must be dead:yes or dead:no`)
  return answer === 'yes'
}

export function suggestionSource(value: string, part: string): SuggestionCondition {
  const name = value.toLowerCase()
  if (name === 'yes' || name === 'no') return name
  const source = KeptSource.safeParse(name)
  if (!source.success) throw refusal(`“${part}” must be suggestion:match, imported, model, yes or no`)
  return source.data
}

export function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1')
}

export function refusal(message: string): LoupeError {
  return new LoupeError('usage', message, { hint: allowed })
}
