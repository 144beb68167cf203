/** Commands of the monitor that are about its chart: moving, zooming, smoothing, tracks, ways out. */
import type { Command } from '../../app/commands/commands'
import { handOut, outputWays, outputWords } from '../../app/output/chart-output'
import { moveTrack } from '../../widgets/track-chart/chart-view'
import { axisSpan } from '../../widgets/track-chart/x-axis'
import { type MonitorContext, scope } from './monitor-context'
import { changeChart, setLossMode, toggleTrack, useRunsView } from './runs-view'
import { lossModes, lossWords, offeredTracks, trackWords } from './tracks'
import { viewCommands } from './view-commands'

export function chartCommands(context: MonitorContext): Command[] {
  const ids = context.tracks.map((track) => track.id)
  const { chart } = useRunsView.getState()
  const move = (id: string, title: string, key: string, by: number): Command => ({
    id,
    title,
    keys: [key],
    scope,
    hidden: true,
    run: () => changeChart((view) => moveTrack(view, ids, by))
  })
  return [
    ...viewCommands({ scope, prefix: 'chart', what: 'Tracks', tracks: ids, isZoomed: chart.zoom !== null, change: changeChart }),
    move('chart.nextTrack', 'Next track', 'ArrowDown', 1),
    move('chart.previousTrack', 'Previous track', 'ArrowUp', -1),
    { id: 'chart.zoom', title: 'Zoom by numbers…', keys: ['Shift+Z'], scope, run: () => zoomByNumbers(context) },
    ...outputCommands(context)
  ]
}

export function trackCommands({ series }: MonitorContext): Command[] {
  const { tracks } = useRunsView.getState()
  return [
    ...lossModes.map((mode) => ({
      id: `chart.loss.${mode}`,
      title: `Loss as ${lossWords[mode]}`,
      scope,
      run: () => setLossMode(mode)
    })),
    ...offeredTracks(series.train.metrics).map((track) => ({
      id: `chart.track.${track}`,
      title: `${tracks.includes(track) ? 'Hide' : 'Show'} track ${trackWords[track]}`,
      scope,
      run: () => toggleTrack(track)
    }))
  ]
}

/** Starts with the last tenth of what is there; the fields appear and take the rest. */
function zoomByNumbers({ place, series }: MonitorContext): void {
  changeChart((view) => {
    if (view.zoom) return view
    const run = {
      ...place.run,
      slot: 0,
      plannedSteps: place.run.config.steps,
      train: series.train,
      validation: series.validation
    }
    const end = view.axis === 'step' ? series.train.lastStep : axisSpan([run], 'time')
    return { ...view, zoom: { from: Math.floor(end * 0.9), to: Math.max(end, 2) } }
  })
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-zoom-from]')?.focus())
}

/** Copying and saving the tracks; the values have a key. */
function outputCommands({ place, series, output }: MonitorContext): Command[] {
  return outputWays.map((way) => ({
    id: `chart.${way}`,
    title: outputWords[way],
    detail: `tracks of ${place.run.name}`,
    scope,
    when: series.train.length > 0,
    ...(way === 'copyValues' ? { keys: ['Mod+Shift+C'] } : {}),
    run: () => void handOut(output, way)
  }))
}
