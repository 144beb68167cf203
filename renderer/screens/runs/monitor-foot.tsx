/**
 * Below the tracks: how dense the features are at the marker, and beside it what the pinned features fire on, or what validation
 * said. All move with the marker.
 */
import { type ReactNode, useEffect, useRef } from 'react'
import type { Run } from '../../../contract/records/run'
import { usePins } from '../../app/features/use-pins'
import { Button } from '../../widgets/button'
import { formatCount, formatFixed } from '../../widgets/format'
import { readingText } from '../../widgets/line-series/tick-text'
import { PlainTable } from '../../widgets/plain-table'
import { DensityPart } from './density-part'
import { FootPart } from './foot-part'
import { PinsPart } from './pins/pins-part'
import { showFoot, usePinsView } from './pins/pins-view'
import type { RunSeries } from './run-series'
import { isImported, isLive } from './run-words'
import styles from './runs.module.css'
import { changeChart } from './runs-view'
import { type ValidationRow, validationRows } from './validation-rows'

export interface MonitorFootProps {
  project: string
  run: Run
  series: RunSeries
  marker: number | null
}

export function MonitorFoot(props: MonitorFootProps) {
  return (
    <div className={styles.foot}>
      <DensityPart {...props} />
      <Beside {...props} />
    </div>
  )
}

/** One of two; the button of each leads to the other. */
function Beside(props: MonitorFootProps) {
  const chosen = usePinsView((view) => view.foot)
  const { known } = usePins({ project: props.project, run: props.run.id })
  const shown = chosen ?? (known && known.pins.length > 0 ? 'pins' : 'validation')
  const to = shown === 'pins' ? 'validation' : 'pins'
  const other = (
    <Button variant="quiet" size="small" onClick={() => showFoot(to)}>
      {to === 'pins' ? 'Pinned features' : 'Validation'}
    </Button>
  )
  return shown === 'pins' ? <PinsPart {...props} other={other} /> : <Validation {...props} other={other} />
}

function Validation({ run, series, marker, other }: MonitorFootProps & { other: ReactNode }) {
  const actions = <span className={styles.footActions}>{other}</span>
  const rows = validationRows(series.validation)
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

function whyNothing(run: Run): string {
  if (isImported(run)) return 'It was not trained here; what it made of rows when it was imported stands at the right.'
  const every = `Every ${formatCount(run.config.validateEverySteps)} steps.`
  return `${isLive(run.state) ? 'Not validated yet.' : 'Nothing was held out or validated.'} ${every}`
}
