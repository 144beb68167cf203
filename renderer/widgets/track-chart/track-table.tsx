/** The tracks as a table: the same points, for reading, for screen readers and for checking a curve by its numbers. */
import { useEffect, useRef } from 'react'
import { formatCount, formatFixed } from '../format'
import type { Window } from '../line-series/min-max-buckets'
import { readingText } from '../line-series/tick-text'
import { PlainTable } from '../plain-table'
import type { FrameTurns } from './frame-turns'
import { type TableRow, tableColumns, tableRows } from './table-rows'
import styles from './track-chart.module.css'
import type { ChartRun, Track } from './types'
import { useTurn } from './use-turns'

export interface TrackTableProps {
  run: ChartRun
  tracks: Track[]
  axis: 'step' | 'time'
  window: Window
  /** The step of the marker, null when the latest is followed. */
  marker: number | null
  turns: FrameTurns
  onPick(step: number): void
}

const mostRows = 400

export function TrackTable({ run, tracks, axis, window, marker, turns, onPick }: TrackTableProps) {
  useTurn(turns)
  const columns = tableColumns(tracks)
  const rows = tableRows(run, columns, axis, window, mostRows)
  const marked = markedRow(rows, marker)
  const markedElement = useRef<HTMLTableRowElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row is marked
  useEffect(() => {
    // In braces: newer engines return a promise, which React would take for a clean-up.
    markedElement.current?.scrollIntoView({ block: 'nearest' })
  }, [marked?.step])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard
    <section className={styles.tableFrame} aria-label={`Values of ${run.name}`} tabIndex={0}>
      <PlainTable numbers className={styles.table}>
        <caption className="hidden-text">Values of {run.name}</caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">seconds</th>
            {columns.map((column) => (
              <th key={column.title} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.step}
              ref={row === marked ? markedElement : undefined}
              data-marker={row === marked}
              onClick={() => onPick(row.step)}
            >
              <td>{formatCount(row.step)}</td>
              <td>{formatFixed(row.seconds, 1)}</td>
              {row.values.map((value, i) => (
                <td key={columns[i].title} data-missing={value !== undefined && !Number.isFinite(value)}>
                  {value === undefined ? '' : (columns[i].track.format ?? readingText)(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </section>
  )
}

/** The row at the marker: the nearest one at or before it; the last one while the latest is followed. */
function markedRow(rows: TableRow[], marker: number | null): TableRow | undefined {
  if (marker === null) return rows.at(-1)
  return rows.filter((row) => row.step <= marker).at(-1) ?? rows[0]
}
