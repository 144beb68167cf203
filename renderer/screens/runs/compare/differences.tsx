/** Two or more runs field by field: what was set differently, then what came of it. */
import type { Run } from '../../../../contract/records/run'
import { formatCount, formatFixed, formatPercent, formatSeconds } from '../../../widgets/format'
import { PlainTable } from '../../../widgets/plain-table'
import { RunSwatch } from '../../../widgets/run-swatch'
import { configFields } from '../config-fields'
import styles from './compare.module.css'
import { deadShare, differingFields, ownText } from './run-list'

/** More runs beside each other than this can not be read. */
const mostRuns = 5

const results: { label: string; text: (run: Run) => string }[] = [
  { label: 'explained variance', text: (run) => formatFixed(run.validation?.explained_variance, 4) },
  { label: 'FVU', text: (run) => formatFixed(run.validation?.fvu, 4) },
  { label: 'L0', text: (run) => formatFixed(run.validation?.l0, 1) },
  { label: 'dead', text: (run) => formatPercent(deadShare(run), 1) },
  { label: 'steps done', text: (run) => formatCount(run.step) },
  { label: 'duration', text: (run) => formatSeconds(run.seconds) }
]

export interface DifferencesProps {
  /** The selected ones. */
  runs: Run[]
  /** Those that a configuration may name. */
  all: Run[]
}

export function Differences({ runs, all }: DifferencesProps) {
  if (runs.length < 2)
    return (
      <p className={styles.hint}>
        Select two runs with <kbd>X</kbd>: what was set differently, and what came of it, stands here.
      </p>
    )
  const shown = runs.slice(0, mostRuns)
  const fields = differingFields(shown)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.differences} aria-label="Differences" tabIndex={0}>
      <PlainTable named>
        <thead>
          <tr>
            <th scope="col">
              {fields.length} of {configFields.length} fields differ
            </th>
            {shown.map((run) => (
              <th key={run.id} scope="col">
                <RunSwatch slot={run.slot} /> {run.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <Line key={field.key} label={field.label} title={field.hint} texts={shown.map((run) => ownText(field, run, all))} />
          ))}
          {results.map(({ label, text }) => (
            <Line key={label} label={label} texts={shown.map(text)} />
          ))}
        </tbody>
      </PlainTable>
    </section>
  )
}

function Line({ label, title, texts }: { label: string; title?: string; texts: string[] }) {
  return (
    <tr title={title}>
      <th scope="row">{label}</th>
      {texts.map((text, i) => (
        <td key={i}>{text}</td>
      ))}
    </tr>
  )
}
