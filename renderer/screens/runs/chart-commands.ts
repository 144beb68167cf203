/** Commands of the monitor that are about its chart: moving, zooming, smoothing, tracks, ways out. */
import type { Command } from '../../app/commands/commands'
import { handOut, outputWays, outputWords } from '../../app/output/chart-output'
import { changeSmoothing, flipScale, moveTrack, switchAxis } from '../../widgets/track-chart/chart-view'
import { axisSpan } from '../../widgets/track-chart/x-axis'
import { type MonitorContext, scope } from './monitor-context'
import { changeChart, setLossMode, toggleTrack, useRunsView } from './runs-view'
import { lossModes, lossWords, offeredTracks, trackWords } from './tracks'

export function chartCommands(context: MonitorContext): Command[] {
  const ids = context.tracks.map((track) => track.id)
  const { chart } = useRunsView.getState()
  return [
    { id: 'chart.axis', title: 'Steps or training time on the axis', keys: ['H'], scope, run: () => changeChart(switchAxis) },
    {
      id: 'chart.log',
      title: 'Logarithmic axis of the track',
      keys: ['Y'],
      scope,
      run: () => changeChart((view) => flipScale(view, view.activeTrack ?? ids[0]))
    },
    {
      id: 'chart.rougher',
      title: 'Less smoothing',
      keys: ['['],
      scope,
      run: () => changeChart((view) => changeSmoothing(view, -5))
    },
    {
      id: 'chart.smoother',
      title: 'More smoothing',
      keys: [']'],
      scope,
      run: () => changeChart((view) => changeSmoothing(view, 5))
    },
    {
      id: 'chart.nextTrack',
      title: 'Next track',
      keys: ['ArrowDown'],
      scope,
      hidden: true,
      run: () => changeChart((view) => moveTrack(view, ids, 1))
    },
    {
      id: 'chart.previousTrack',
      title: 'Previous track',
      keys: ['ArrowUp'],
      scope,
      hidden: true,
      run: () => changeChart((view) => moveTrack(view, ids, -1))
    },
    {
      id: 'chart.reset',
      title: 'Show the whole axis',
      keys: ['Z'],
      scope,
      when: chart.zoom !== null,
      run: () => changeChart((view) => ({ ...view, zoom: null }))
    },
    { id: 'chart.zoom', title: 'Zoom by numbers…', keys: ['Shift+Z'], scope, run: () => zoomByNumbers(context) },
    {
      id: 'chart.table',
      title: 'Tracks as table',
      keys: ['V'],
      scope,
      run: () => changeChart((view) => ({ ...view, isTable: !view.isTable }))
    },
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
