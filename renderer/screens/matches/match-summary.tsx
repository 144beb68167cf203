/** How much of each dictionary is found in the other: one bar, the scores by their names in the field, and the histogram. */
import type { CompareAnswer } from '../../../contract/records/studies/compare'
import { CitedFact } from '../../app/numbers/cited-number'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { BarHistogram } from '../../widgets/bar-histogram'
import { formatFixed } from '../../widgets/format'
import { ProgressBar } from '../../widgets/progress-bar'
import { methodWords, summaryFigures } from './match-figures'
import type { MatchesProps } from './matches'
import styles from './matches.module.css'

export interface MatchSummaryProps {
  answer: CompareAnswer
  runs: MatchesProps['runs']
  output: ChartOutput
}

export function MatchSummary({ answer, runs, output }: MatchSummaryProps) {
  const { matched, pairs, matchedFrom } = answer
  const from = formatFixed(matchedFrom, 2)
  return (
    <section className={styles.part} aria-label="Feature match">
      <div className={styles.partHead}>
        <h2 className="heading">Feature match</h2>
        <span className={`ellipsis small ${styles.detail}`}>{methodWords(answer)}</span>
        <OutputMenu label="comparison" output={output} />
      </div>
      <ProgressBar
        label={`pairs at or above ${from}`}
        height={8}
        value={[{ share: matched / Math.max(1, pairs) }, { share: 1 - matched / Math.max(1, pairs), tone: 'weak' }]}
      />
      <div className={styles.facts}>
        {summaryFigures(answer, runs).map((figure) => (
          <CitedFact key={figure.name} figure={figure} />
        ))}
      </div>
      <BarHistogram
        label="Pairs by similarity"
        histogram={answer.similarities}
        decimals={2}
        mark={{ value: matchedFrom, word: `matched from ${from}` }}
      />
    </section>
  )
}
