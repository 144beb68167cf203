/** Rules of labels and what they are worth, as lines for a person. */
import type { LabelRule, RuleScore, StandingRule } from '../../contract/records/rule'
import { count, counted, percent, table } from './numbers'
import { oneLine } from './printable'

export function listLines(rules: readonly StandingRule[]): string[] {
  if (rules.length === 0) return ['No label has a rule yet.']
  return table(
    ['feature', 'F1', 'precision', 'recall', 'rule'],
    rules.map(({ feature, score, rule, stale }) => [
      String(feature),
      score ? score.f1.toFixed(3) : '–',
      score ? percent(score.precision) : '–',
      score ? percent(score.recall) : '–',
      `${oneLine(ruleWords(rule))}${stale ? ' (not scored since the latest analysis)' : ''}`
    ])
  )
}

function ruleWords(rule: LabelRule): string {
  if (rule.kind === 'tokens') return rule.tokens.join(', ')
  if (rule.kind === 'pattern') return `/${rule.pattern}/${rule.over === 'text' ? ' of the text' : ''}`
  return rule.conditions.map(({ column, values, not }) => `${column}${not ? '!=' : '='}${values.join('|')}`).join(', ')
}

export function scoreLines({ precision, recall, f1, fires, named, both, rows, missed, wronglyNamed }: RuleScore): string[] {
  const list = (title: string, some: RuleScore['missed']) =>
    some.length === 0
      ? []
      : [
          title,
          ...some.map(({ tokens, peak, value, source }) => {
            const before = oneLine(tokens.slice(0, peak).join('')).slice(-50).padStart(50)
            return `${value.toFixed(2).padStart(8)}  ${before}[${oneLine(tokens[peak] ?? '')}]  ${source}`
          })
        ]
  return [
    `Precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(3)}`,
    `${counted(rows, 'row')}: fires on ${count(fires)}, named ${count(named)}, both ${count(both)}`,
    ...list('Fires, but is not named (strongest first)', missed),
    ...list('Named, but silent', wronglyNamed)
  ]
}
