/** What validation said of a run, as rows that the marker moves through. */
import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import { formatCount, formatFixed } from '../../widgets/format'
import type { SeriesBuffer } from '../../widgets/line-series/series-buffer'
import { readingText } from '../../widgets/line-series/tick-text'
import { PlainTable } from '../../widgets/plain-table'
import { FootPart } from './foot-part'
import type { MonitorFootProps } from './monitor-foot'
import { isImported, isLive } from './run-words'
import styles from './runs.module.css'
import { changeChart } from './runs-view'
import { type ValidationRow, validationRows } from './validation-rows'

export function ValidationPart({ run, series, marker, other }: MonitorFootProps & { other: ReactNode }) {
  const actions = <span className={styles.footActions}>{other}</span>
  const rows = useValidationRows(series.validation)
  if (rows.length === 0)
    return (
      <FootPart title="Validation" detail="" actions={actions}>
        <p className={styles.quiet}>{whyNothing(run)}</p>
      </FootPart>
    )
  const marked = marker === null ? rows[0] : (rows.find((row) => row.step <= marker) ?? rows.at(-1))
  return (
    <FootPart title="Validation" detail={`every ${formatCount(run.config.validateEverySteps)} steps`} actions={actions}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard */}
      <section className={styles.validation} aria-label="Validation values" tabIndex={0}>
        <PlainTable numbers className={styles.validationTable}>
          <thead>
            <tr>
              <th scope="col">step</th>
              <th scope="col">loss</th>
              <th scope="col">fvu</th>
              <th scope="col">explained</th>
              <th scope="col">L0</th>
              <th scope="col">dead</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ValidationLine key={row.step} row={row} isMarked={row === marked} isPinned={marker !== null} />
            ))}
          </tbody>
        </PlainTable>
      </section>
    </FootPart>
  )
}

/** The same rows until the next validation: training points come many times as often. */
function useValidationRows(validation: SeriesBuffer): ValidationRow[] {
  return useMemo(() => validationRows(validation), [validation, validation.lastStep, validation.rewrites])
}

interface ValidationLineProps {
  row: ValidationRow
  isMarked: boolean
  isPinned: boolean
}

const ValidationLine = memo(function ValidationLine({ row, isMarked, isPinned }: ValidationLineProps) {
  const element = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isMarked && isPinned) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isMarked, isPinned])
  return (
    <tr
      ref={element}
      data-marked={isMarked && isPinned}
      onClick={() => changeChart((view) => ({ ...view, marker: row.step }))}
      title="Put the marker here"
    >
      <td>{formatCount(row.step)}</td>
      <td>{readingText(row.loss)}</td>
      <td>{formatFixed(row.fvu, 4)}</td>
      <td>{formatFixed(row.explainedVariance, 4)}</td>
      <td>{formatFixed(row.l0, 1)}</td>
      <td>{formatCount(row.dead)}</td>
    </tr>
  )
})

function whyNothing(run: Run): string {
  if (isImported(run)) return 'It was not trained here; what it made of rows when it was imported stands at the right.'
  const every = `Every ${formatCount(run.config.validateEverySteps)} steps.`
  return `${isLive(run.state) ? 'Not validated yet.' : 'Nothing was held out or validated.'} ${every}`
}
