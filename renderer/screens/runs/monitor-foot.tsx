/** Below the tracks: how dense the features are at the marker, and what validation said. Both move with the marker. */
import { useEffect, useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import { formatCount, formatFixed } from '../../widgets/format'
import { readingText } from '../../widgets/line-series/tick-text'
import { PlainTable } from '../../widgets/plain-table'
import { DensityPart } from './density-part'
import { FootPart } from './foot-part'
import type { RunSeries } from './run-series'
import { isLive } from './run-words'
import styles from './runs.module.css'
import { changeChart } from './runs-view'
import { type ValidationRow, validationRows } from './validation-rows'

export interface MonitorFootProps {
  run: Run
  series: RunSeries
  marker: number | null
}

export function MonitorFoot(props: MonitorFootProps) {
  return (
    <div className={styles.foot}>
      <DensityPart {...props} />
      <Validation {...props} />
    </div>
  )
}

function Validation({ run, series, marker }: MonitorFootProps) {
  const rows = validationRows(series.validation)
  if (rows.length === 0)
    return (
      <FootPart title="Validation" detail="">
        <p className={styles.quiet}>
          {isLive(run.state) ? 'Not validated yet.' : 'Nothing was held out or validated.'} Every{' '}
          {formatCount(run.config.validateEverySteps)} steps.
        </p>
      </FootPart>
    )
  const marked = marker === null ? rows[0] : (rows.find((row) => row.step <= marker) ?? rows.at(-1))
  return (
    <FootPart title="Validation" detail={`every ${formatCount(run.config.validateEverySteps)} steps`}>
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

function ValidationLine({ row, isMarked, isPinned }: { row: ValidationRow; isMarked: boolean; isPinned: boolean }) {
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
}
