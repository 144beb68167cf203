/** Between head and tracks: axis, smoothing, which runs are drawn, where the marker stands, which tracks are shown. */
import { useState } from 'react'
import type { Run } from '../../../contract/records/run'
import type { ChartOutput } from '../../app/output/chart-output'
import { OutputMenu } from '../../app/output/output-menu'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { RunSwatch } from '../../widgets/run-swatch'
import { Segment } from '../../widgets/segment'
import { Slider } from '../../widgets/slider'
import { changeSmoothing, zoomTo } from '../../widgets/track-chart/chart-view'
import type { RunSeries } from './run-series'
import styles from './runs.module.css'
import { changeChart, useRunsView } from './runs-view'
import { TrackChoice } from './track-choice'

export interface MonitorToolbarProps {
  run: Run
  /** The chosen run and those drawn beside it. */
  shown: Run[]
  series: RunSeries
  output: ChartOutput
}

export function MonitorToolbar({ run, shown, series, output }: MonitorToolbarProps) {
  const chart = useRunsView((view) => view.chart)
  return (
    <div className={styles.toolbar}>
      <Segment
        label="Axis"
        value={chart.axis}
        onChange={(axis) => changeChart((view) => ({ ...view, axis, zoom: null }))}
        options={[
          { value: 'step', label: 'Step', title: 'Steps on the axis (H)' },
          { value: 'time', label: 'Time', title: 'Training time on the axis (H)' }
        ]}
      />
      <span className={styles.smoothing}>
        <span className={styles.toolWord}>Smoothing</span>
        <Slider
          label="Smoothing"
          width={76}
          min={0}
          max={0.99}
          step={0.01}
          value={chart.smoothing}
          text={chart.smoothing.toFixed(2)}
          onChange={(value) => changeChart((view) => changeSmoothing({ ...view, smoothing: value }, 0))}
        />
        {!chart.zoom && (
          <span className={`${styles.smoothing} ${styles.wideOnly}`}>
            <KeyHint command="chart.rougher" />
            <KeyHint command="chart.smoother" />
          </span>
        )}
      </span>
      {chart.zoom ? <ZoomFields /> : <Legend shown={shown} />}
      <span className={styles.toolEnd}>
        <MarkerPlace run={run} series={series} isAlone={shown.length === 1 && !chart.zoom} />
        <TrackChoice run={run} metrics={series.train.metrics} />
        {series.train.length > 0 && <OutputMenu label="tracks" output={output} />}
      </span>
    </div>
  )
}

function Legend({ shown }: { shown: Run[] }) {
  if (shown.length < 2) return <span className={styles.legend} />
  return (
    <span className={styles.legend}>
      {shown.map((run) => (
        <span key={run.id} className={styles.legendItem}>
          <RunSwatch slot={run.slot} />
          <span className="ellipsis">{run.name}</span>
        </span>
      ))}
    </span>
  )
}

/** The latest step gives way to the names of the runs: the axis says it too. */
function MarkerPlace({ run, series, isAlone }: { run: Run; series: RunSeries; isAlone: boolean }) {
  const marker = useRunsView((view) => view.chart.marker)
  if (marker === null && !isAlone) return null
  if (marker === null)
    return (
      <span className={styles.toolWord}>
        latest step <strong className={styles.number}>{formatCount(Math.max(run.step, series.train.lastStep))}</strong>
      </span>
    )
  return (
    <>
      <span className={styles.toolWord}>
        <span className={styles.wideOnly}>marker at </span>step <strong className={styles.number}>{formatCount(marker)}</strong>
      </span>
      <Button variant="quiet" size="small" command="chart.latest">
        Follow latest
      </Button>
    </>
  )
}

/** The keyboard's way to a part of the axis; a drag over the tracks is the pointer's. */
function ZoomFields() {
  const zoom = useRunsView((view) => view.chart.zoom)
  const axis = useRunsView((view) => view.chart.axis)
  if (!zoom) return null
  const unit = axis === 'step' ? 'steps' : 'seconds'
  const key = `${zoom.from} ${zoom.to}`
  const change = (from: number, to: number) => changeChart((view) => zoomTo(view, { from, to }, 0.1))
  return (
    <span className={styles.zoom} key={key}>
      <span className={styles.toolWord}>{unit}</span>
      <ZoomField label={`From, ${unit}`} value={zoom.from} onChange={(from) => change(from, zoom.to)} isFirst />
      <span className={styles.toolWord}>to</span>
      <ZoomField label={`To, ${unit}`} value={zoom.to} onChange={(to) => change(zoom.from, to)} />
      <Button variant="quiet" size="small" command="chart.reset">
        Show all
      </Button>
    </span>
  )
}

interface ZoomFieldProps {
  label: string
  value: number
  onChange(value: number): void
  isFirst?: boolean
}

function ZoomField({ label, value, onChange, isFirst }: ZoomFieldProps) {
  const [text, setText] = useState(String(Math.round(value * 10) / 10))
  const number = Number(text.replaceAll(',', ''))
  const isValid = text.trim() !== '' && Number.isFinite(number) && number >= 0
  const apply = () => {
    if (isValid && number !== value) onChange(number)
  }
  return (
    <TextField
      mono
      aria-label={label}
      className={styles.zoomField}
      data-zoom-from={isFirst || undefined}
      value={text}
      onChange={setText}
      onEnter={apply}
      onBlur={apply}
      aria-invalid={!isValid}
    />
  )
}
