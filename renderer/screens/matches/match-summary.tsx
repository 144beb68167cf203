/** How much of each dictionary is found in the other: one bar, the scores by their names in the field, and the histogram. */
import type { CompareAnswer } from '../../../contract/records/studies/compare'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { BarHistogram } from '../../widgets/bar-histogram'
import { formatCount, formatFixed, formatPercent } from '../../widgets/format'
import { Fact } from '../../widgets/panel'
import { ProgressBar } from '../../widgets/progress-bar'
import type { MatchesProps } from './matches'
import styles from './matches.module.css'

export interface MatchSummaryProps {
  answer: CompareAnswer
  runs: MatchesProps['runs']
  output: ChartOutput
}

export function MatchSummary({ answer, runs, output }: MatchSummaryProps) {
  const { matched, pairs, matchedFrom, meanMax } = answer
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
        <Fact
          label={`matched, at or above ${from}`}
          value={`${formatCount(matched)} of ${formatCount(pairs)}, ${formatPercent(matched / Math.max(1, pairs), 1)}`}
        />
        <Fact
          label="MCC"
          value={formatFixed(answer.matchedMean, 3)}
          title="Mean similarity of the matched pairs over the smaller number of features; features without a partner count 0"
        />
        {answer.matchedMeanAlive !== undefined && (
          <Fact label="MCC of pairs that both fire" value={formatFixed(answer.matchedMeanAlive, 3)} />
        )}
        <Fact
          label={`MMCS of ${runs.a.name}`}
          value={formatFixed(meanMax.aInB, 3)}
          title={`Mean over its features of the greatest similarity with any of ${runs.b.name}`}
        />
        <Fact
          label={`MMCS of ${runs.b.name}`}
          value={formatFixed(meanMax.bInA, 3)}
          title={`Mean over its features of the greatest similarity with any of ${runs.a.name}`}
        />
        {answer.correlations && (
          <Fact
            label="activation correlation, median"
            value={formatFixed(answer.correlations.median, 3)}
            title={`Of ${formatCount(answer.correlations.pairs)} matched pairs that both fire, over ${formatCount(answer.sampleRows)} rows`}
          />
        )}
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

function methodWords({ similarity, method, rows }: CompareAnswer): string {
  const by = similarity === 'decoder-cosine' ? 'decoder cosine' : 'activation correlation'
  const how = method === 'hungarian' ? 'best one-to-one matching (Hungarian)' : 'one to one, the most similar pair first'
  return `${by}, ${how}, ${formatCount(rows)} rows`
}
