/** What the numbers of a rule mean, for hover and for the heads of lists. */
import type { RuleMark } from '../../../contract/records/check-marks'
import type { RuleNumbers } from '../../../contract/records/rule'
import { formatCount, formatFixed, formatSignificant } from '../../widgets/format'

export const ruleFormulas = {
  precision: 'Precision: rows that the rule names and on which the feature fires ÷ rows that the rule names',
  recall: 'Recall: rows that the rule names and on which the feature fires ÷ rows on which the feature fires',
  f1: 'F1: 2 · precision · recall ÷ (precision + recall)'
} as const

export interface RuleFact {
  name: string
  value: string
  explanation: string
}

/** The three shares with their formulas and counts. */
export function ruleFacts(score: RuleNumbers): RuleFact[] {
  const { fires, named, both, rows, threshold } = score
  const over = `over all ${formatCount(rows)} rows of the analysis, firing is an activation above ${formatSignificant(threshold)}`
  return [
    { name: 'F1', value: formatFixed(score.f1, 3), explanation: `${ruleFormulas.f1}; ${over}` },
    {
      name: 'precision',
      value: formatFixed(score.precision, 3),
      explanation: `${ruleFormulas.precision} = ${formatCount(both)} ÷ ${formatCount(named)}; ${over}`
    },
    {
      name: 'recall',
      value: formatFixed(score.recall, 3),
      explanation: `${ruleFormulas.recall} = ${formatCount(both)} ÷ ${formatCount(fires)}; ${over}`
    }
  ]
}

/** [fires, silent] × [named, not named]. */
export function confusionOf({ rows, fires, named, both }: RuleNumbers) {
  return { both, missed: fires - both, wronglyNamed: named - both, neither: rows - fires - named + both }
}

/** Of the list and the panel, where only the shares are known. */
export function ruleExplanation({ precision, recall }: RuleMark): string {
  const shares = `precision ${formatFixed(precision, 3)}, recall ${formatFixed(recall, 3)}`
  return `${ruleFormulas.f1}; ${shares}, of the rule against all stored activations`
}
