/** The commands of the monitor: the run's and the chart's, with their keys. */
import { type Command, useCommands } from '../../app/commands/commands'
import { aheadActions, analysisAhead } from '../../app/features/analysis-ahead'
import { type ChartOutput, handOut, outputWays, outputWords } from '../../app/output/chart-output'
import {
  changeSmoothing,
  flipScale,
  markerToStart,
  moveMarker,
  moveTrack,
  switchAxis
} from '../../widgets/track-chart/chart-view'
import type { Track } from '../../widgets/track-chart/types'
import { axisSpan } from '../../widgets/track-chart/x-axis'
import type { RunSeries } from './run-series'
import { canResume, isLive, latestFirst } from './run-words'
import type { RunPlace } from './runs-place'
import { changeChart, setLossMode, showAllRuns, toggleTrack, useRunsView, writeRun } from './runs-view'
import { lossModes, lossWords, offeredTracks, trackWords } from './tracks'

interface MonitorContext {
  place: RunPlace
  series: RunSeries
  tracks: Track[]
  output: ChartOutput
}

export function useMonitorCommands(context: MonitorContext): void {
  useCommands([...runCommands(context.place), ...markerCommands(context), ...chartCommands(context), ...trackCommands(context)])
}

const scope = 'chart'

function runCommands(place: RunPlace): Command[] {
  const { run, actions } = place
  const live = isLive(run.state)
  const ahead = analysisAhead(
    run,
    place.project.datasets.find(({ id }) => id === run.dataset)
  )
  const detail = run.name
  const toggle = run.state === 'running' || run.state === 'queued' ? 'Pause' : 'Resume'
  return [
    { id: 'runs.all', title: 'Compare all runs', keys: ['C'], scope, when: place.runs.length > 1, run: showAllRuns },
    { id: 'run.new', title: 'New run…', keys: ['N'], scope, run: () => writeRun() },
    { id: 'run.again', title: 'New run from this one…', detail, keys: ['Shift+N'], scope, run: () => writeRun(run.id) },
    {
      id: 'run.fineTune',
      title: 'New run from its latest weights…',
      detail,
      scope,
      when: run.checkpoints.length > 0,
      run: () => writeRun(run.id, { run: run.id, step: latestFirst(run.checkpoints)[0]?.step })
    },
    {
      id: 'run.prune',
      title: 'Take spare checkpoints away…',
      detail,
      scope,
      when: !live && run.checkpoints.length > 1,
      run: () => void actions.prune(run)
    },
    {
      id: 'run.archive',
      title: run.archived ? 'Back from the archive' : 'Archive run',
      detail,
      scope,
      when: !live,
      run: () => actions.archive(run, !run.archived)
    },
    {
      id: 'run.pause',
      title: toggle,
      detail,
      keys: ['Space'],
      scope,
      when: run.state === 'running' || canResume(run),
      run: () => (run.state === 'running' ? actions.pause(run) : actions.resume(run))
    },
    {
      id: 'run.checkpoint',
      title: 'Checkpoint now',
      detail,
      keys: ['Mod+S'],
      scope,
      when: run.state === 'running',
      run: () => actions.checkpoint(run)
    },
    { id: 'run.stop', title: 'Stop…', detail, keys: ['Mod+.'], scope, when: live, run: () => void actions.stop(run) },
    {
      id: 'run.analyze',
      title: ahead ? aheadActions[ahead.pass] : 'Analyze the latest checkpoint',
      detail,
      keys: ['A'],
      scope,
      when: run.checkpoints.length > 0,
      run: () => actions.analyze(run, ahead?.step)
    },
    {
      id: 'run.analyzeFresh',
      title: 'Analyze all rows again',
      detail,
      keys: ['Shift+A'],
      scope,
      when: run.analysis !== undefined || ahead !== undefined,
      run: () => actions.analyze(run, ahead?.step ?? run.analysis?.step, true)
    },
    {
      id: 'run.explore',
      title: 'Explore features',
      detail,
      keys: ['E'],
      scope,
      when: run.analysis !== undefined,
      run: () => actions.explore(run)
    },
    { id: 'run.delete', title: 'Delete run…', detail, scope, when: !live, run: () => void actions.remove(run) }
  ]
}

function markerCommands({ series }: MonitorContext): Command[] {
  const steps = () => series.train.steps.view()
  const move = (id: string, title: string, key: string, by: number): Command => ({
    id,
    title,
    keys: [key],
    scope,
    hidden: true,
    run: () => changeChart((view) => moveMarker(view, steps(), by))
  })
  return [
    move('chart.right', 'Marker one step right', 'ArrowRight', 1),
    move('chart.left', 'Marker one step left', 'ArrowLeft', -1),
    move('chart.farRight', 'Marker ten steps right', 'Shift+ArrowRight', 10),
    move('chart.farLeft', 'Marker ten steps left', 'Shift+ArrowLeft', -10),
    move('chart.pageRight', 'Marker a hundred steps right', 'PageDown', 100),
    move('chart.pageLeft', 'Marker a hundred steps left', 'PageUp', -100),
    {
      id: 'chart.start',
      title: 'Marker to the first step',
      keys: ['Home'],
      scope,
      hidden: true,
      run: () => changeChart((view) => markerToStart(view, steps()))
    },
    {
      id: 'chart.latest',
      title: 'Follow the latest step',
      keys: ['End'],
      scope,
      run: () => changeChart((view) => ({ ...view, marker: null }))
    }
  ]
}

function chartCommands(context: MonitorContext): Command[] {
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

function trackCommands({ series }: MonitorContext): Command[] {
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
