/** Both dictionaries measured on the same rows by the same definitions, each metric under its name in the field. */
import type { ReactNode } from 'react'
import { type CompareAnswer, type ComparedMetric, comparedMetrics } from '../../../contract/records/studies/compare'
import { CitedNumber } from '../../app/numbers/cited-number'
import { formatCount } from '../../widgets/format'
import { PlainTable } from '../../widgets/plain-table'
import { RunSwatch } from '../../widgets/run-swatch'
import { metricFigure } from './match-figures'
import type { MatchesProps } from './matches'
import styles from './matches.module.css'

export function MatchMetrics({ answer, runs }: { answer: CompareAnswer; runs: MatchesProps['runs'] }) {
  const { a, b } = answer
  const names = (Object.keys(comparedMetrics) as ComparedMetric[]).filter(
    (name) => a.metrics[name] !== undefined || b.metrics[name] !== undefined
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.metrics} aria-label="Measures" tabIndex={0}>
      <PlainTable named>
        <thead>
          <tr>
            <th scope="col">over {formatCount(answer.rows)} rows</th>
            <th scope="col">
              <RunSwatch slot={runs.a.slot} /> {runs.a.name}
            </th>
            <th scope="col">
              <RunSwatch slot={runs.b.slot} /> {runs.b.name}
            </th>
          </tr>
        </thead>
        <tbody>
          <Line name="features" title="Width of the dictionary" values={[formatCount(a.dSae), formatCount(b.dSae)]} />
          <Line name="step" title="Checkpoint that was analyzed" values={[formatCount(a.step), formatCount(b.step)]} />
          {names.map((name) => (
            <Line
              key={name}
              name={name.replaceAll('_', ' ')}
              title={comparedMetrics[name]}
              values={[
                <CitedNumber key="a" figure={metricFigure(name, 'a', answer, runs)} />,
                <CitedNumber key="b" figure={metricFigure(name, 'b', answer, runs)} />
              ]}
            />
          ))}
        </tbody>
      </PlainTable>
    </section>
  )
}

function Line({ name, title, values }: { name: string; title: string; values: [ReactNode, ReactNode] }) {
  return (
    <tr>
      <th scope="row" title={title}>
        {name}
      </th>
      <td>{values[0]}</td>
      <td>{values[1]}</td>
    </tr>
  )
}
