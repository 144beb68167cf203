/** Sentences about quizzes: what was right, what the number means, and why a new one is needed. One place for panels, lists and dialogs. */
import { isQuizDue, type QuizMark } from '../../../contract/records/check-marks'
import type { QuizAnswer, QuizKind, QuizResult } from '../../../contract/records/quiz'
import { formatFixed, formatPercent, formatWhen } from '../../widgets/format'

export const quizFormula =
  'Balanced accuracy: (share of the firing rows that were found + share of the silent rows that were found) ÷ 2'
const interval = '95 % of its posterior with flat priors (Brodersen et al. 2010)'

export const kindWords: Record<QuizKind, string> = { fires: 'fires', 'near-miss': 'near miss', random: 'random' }

export function accuracyWords(accuracy: number): string {
  return formatPercent(accuracy, 0)
}

/** `55–98 %` */
export function intervalWords([low, high]: readonly [number, number]): string {
  return `${formatFixed(100 * low, 0)}–${formatPercent(high, 0)}`
}

/** `8 of 10 right: 4 of 5 that fire, 4 of 5 that are silent`. */
export function rightWords(answers: readonly QuizAnswer[]): string {
  const of = (fires: boolean) => answers.filter(({ kind }) => (kind === 'fires') === fires)
  const right = (some: readonly QuizAnswer[]) => `${some.filter((answer) => answer.right).length} of ${some.length}`
  return `${right(answers)} right: ${right(of(true))} that fire, ${right(of(false))} that are silent`
}

/** Formula, sample, by whom and when: said on hover. */
export function quizExplanation(mark: Omit<QuizMark, 'id'>, answers?: readonly QuizAnswer[]): string {
  const sample = answers && answers.length > 0 ? rightWords(answers) : 'held-out rows, half of them firing'
  const who = [mark.author, new Date(mark.at).toLocaleString()].filter(Boolean).join(', ')
  return `${quizFormula}; ${sample}. Interval ${intervalWords(mark.interval)}: ${interval}. Of “${mark.label}”; ${who}`
}

export function dueWords(quiz: QuizMark): string {
  return `New quiz needed: the label was edited since its quiz (${accuracyWords(quiz.balancedAccuracy)} for “${quiz.label}”)`
}

/** For lists: undefined where no new quiz is needed. */
export function dueOf({ label, quiz }: { label: string; quiz?: QuizMark | undefined }): string | undefined {
  return quiz && isQuizDue(label, quiz) ? dueWords(quiz) : undefined
}

/** What a screen reader says of a revealed row. */
export function spokenAnswer({ kind, value, said, right }: QuizAnswer, row: number, decimals: number): string {
  const verdict = `${right ? 'right' : 'wrong'}, you said ${said ? 'fires' : 'does not fire'}`
  return `Row ${row}: ${verdict}; ${kindWords[kind]}, activation ${formatFixed(value, decimals)}`
}

/** `14:02, Ada`, with the label as it was. */
export function whenWords({ at, author }: Pick<QuizResult, 'at' | 'author'>): string {
  return [formatWhen(at), author].filter(Boolean).join(', ')
}
