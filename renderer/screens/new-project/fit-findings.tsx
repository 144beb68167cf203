/** What a check of a file against a run found: the verdict in words, then the numbers beside those of the run's own data. */
import type { FitNumbers, FitReport } from '../../../contract/records/fit'
import { formatCount, formatFixed, formatPercent, formatPlural, formatSignificant } from '../../widgets/format'
import { Icon } from '../../widgets/icon/icon'
import { PlainTable } from '../../widgets/plain-table'
import styles from './fit-dialog.module.css'

export function FitFindings({ report, run }: { report: FitReport; run: string }) {
  const { verdict, title, detail, here, trained, step } = report
  return (
    <section aria-label="What was found" className={styles.report}>
      <p className={styles.verdict} data-verdict={verdict === 'fits' ? 'fits' : 'other'}>
        <Icon name={verdict === 'fits' ? 'check' : 'warning'} />
        {title}
      </p>
      <p>{detail}</p>
      <PlainTable className={styles.numbers}>
        <thead>
          <tr>
            <th aria-label="Rows of" />
            {columns.map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Numbers label="This file" numbers={here} />
          <Numbers label={`${run}, step ${formatCount(step)}`} numbers={trained} />
        </tbody>
      </PlainTable>
      <ul className={styles.notes}>
        {fitNotes(report).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}

const columns: { name: string; value: (numbers: FitNumbers) => string }[] = [
  { name: 'rows', value: ({ rows }) => formatCount(rows) },
  { name: 'mean norm', value: ({ meanNorm }) => formatSignificant(meanNorm, 4) },
  { name: 'FVU', value: ({ fvu }) => formatSignificant(fvu) },
  { name: 'L0', value: ({ l0 }) => formatFixed(l0, 1) },
  { name: 'dead', value: ({ deadShare }) => formatPercent(deadShare, 1) }
]

function Numbers({ label, numbers }: { label: string; numbers: FitNumbers }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {columns.map(({ name, value }) => (
        <td key={name} className="mono">
          {value(numbers)}
        </td>
      ))}
    </tr>
  )
}

const changes: Record<FitReport['tried'][number]['change'], string> = {
  scaled: 'with rows brought to the norms of the training data',
  'mean-added': 'with the mean of the training data added'
}

/** The ratio of norms, the limit, and what was tried. */
export function fitNotes({ normRatio, limit, tried, leftOut }: FitReport): string[] {
  return [
    `Norms are ${formatSignificant(normRatio)} × those of the training data; an FVU up to ${formatSignificant(limit)} counts as fitting.`,
    ...tried.map(({ change, fvu }) => `FVU ${changes[change]}: ${formatSignificant(fvu)}.`),
    ...(leftOut > 0 ? [`${formatPlural(leftOut, 'row')} left out: not finite, or outliers under the rule of the data set.`] : [])
  ]
}
