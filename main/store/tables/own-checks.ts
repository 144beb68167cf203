/** Columns of checks for somebody who must not know what others say. */
import { type CheckColumns, stateNumber } from './check-marks'

interface Text {
  feature: number
  label: string
}

/** Only checks of a text that one says oneself: any other tells that there is a label. `columns` are changed. */
export function withoutStrangeChecks(columns: CheckColumns, own: readonly Text[], labels: readonly Text[]): CheckColumns {
  const said = new Map(own.map(({ feature, label }) => [feature, label]))
  const known = new Set(labels.flatMap(({ feature, label }) => (said.get(feature) === label ? [feature] : [])))
  const none = stateNumber('none')
  for (let feature = 0; feature < columns.quiz.length; feature += 1) {
    if (known.has(feature)) continue
    for (const key of ['quiz', 'ruleF1', 'rulePrecision', 'ruleRecall'] as const) columns[key][feature] = Number.NaN
    for (const key of ['quizState', 'ruleState'] as const) columns[key][feature] = none
  }
  return columns
}
