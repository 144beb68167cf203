/** Says the values at the marker to screen readers once it came to rest; never while points come in. */
import { useEffect, useState } from 'react'
import { readingText } from '../line-series/tick-text'
import type { ChartView } from './chart-view'
import { type Reader, readingAt } from './readings'
import { axisText } from './step-axis'
import type { ChartRun, Track } from './types'
import { xOfStep } from './x-axis'

export interface MarkerNewsProps {
  run: ChartRun | undefined
  tracks: Track[]
  view: ChartView
  reader: Reader
}

const restMs = 400

export function MarkerNews({ run, tracks, view, reader }: MarkerNewsProps) {
  const [news, setNews] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved marker is news
  useEffect(() => {
    if (view.marker === null || !run) {
      setNews('')
      return
    }
    const marker = view.marker
    const timer = setTimeout(() => setNews(markerWords(run, tracks, reader, marker)), restMs)
    return () => clearTimeout(timer)
  }, [view.marker, run?.id])
  return (
    <p className="hidden-text" role="status">
      {news}
    </p>
  )
}

/** "step 820, loss 0.122, L0 32.0": the values that the words beside the tracks show. */
export function markerWords(run: ChartRun, tracks: Track[], reader: Reader, marker: number): string {
  const x = xOfStep(run, reader.view.axis, marker)
  const values = tracks.map((track) => {
    const { smooth } = readingAt(reader, track, run, x)
    return `${track.title} ${smooth === undefined ? 'not measured' : (track.format ?? readingText)(smooth)}`
  })
  return [`step ${axisText('step', marker)}`, ...values].join(', ')
}
