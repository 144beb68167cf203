/** The commands of the monitor: the run's and the chart's, with their keys. */
import { type Command, useCommands } from '../../app/commands/commands'
import { host } from '../../app/host'
import { toast, toastError } from '../../widgets/toast/toast-store'
import {
  changeSmoothing,
  flipScale,
  markerToStart,
  moveMarker,
  moveTrack,
  switchAxis
} from '../../widgets/track-chart/chart-view'
import { tableColumns, tableRows, tableText } from '../../widgets/track-chart/table-rows'
import type { Track } from '../../widgets/track-chart/types'
import { axisSpan, axisWindow } from '../../widgets/track-chart/x-axis'
import type { RunSeries } from './run-series'
import { canResume, isLive } from './run-words'
import type { RunPlace } from './runs-place'
import { changeChart, setLossMode, toggleTrack, useRunsView, writeRun } from './runs-view'
import { lossModes, lossWords, optionalTracks, trackWords } from './tracks'

interface MonitorContext {
  place: RunPlace
  series: RunSeries
  tracks: Track[]
}

export function useMonitorCommands(context: MonitorContext): void {
  useCommands([...runCommands(context.place), ...markerCommands(context), ...chartCommands(context), ...trackCommands()])
}

const scope = 'chart'

function runCommands({ run, actions }: RunPlace): Command[] {
  const live = isLive(run.state)
  const detail = run.name
  const toggle = run.state === 'running' || run.state === 'queued' ? 'Pause' : 'Resume'
  return [
    { id: 'run.new', title: 'New run…', keys: ['N'], scope, run: () => writeRun() },
    { id: 'run.again', title: 'New run from this one…', detail, keys: ['Shift+N'], scope, run: () => writeRun(run.id) },
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
      title: 'Analyze the latest checkpoint',
      detail,
      scope,
      when: run.checkpoints.length > 0,
      run: () => actions.analyze(run)
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
    {
      id: 'chart.copy',
      title: 'Copy values',
      detail: 'of the part that is shown',
      keys: ['Mod+Shift+C'],
      scope,
      run: () => void copyValues(context)
    }
  ]
}

function trackCommands(): Command[] {
  const { tracks } = useRunsView.getState()
  return [
    ...lossModes.map((mode) => ({
      id: `chart.loss.${mode}`,
      title: `Loss as ${lossWords[mode]}`,
      scope,
      run: () => setLossMode(mode)
    })),
    ...optionalTracks.map((track) => ({
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

async function copyValues({ place, series, tracks }: MonitorContext): Promise<void> {
  const { run } = place
  const { chart } = useRunsView.getState()
  const shown = {
    id: run.id,
    name: run.name,
    slot: run.slot,
    plannedSteps: run.config.steps,
    train: series.train,
    validation: series.validation
  }
  const columns = tableColumns(tracks)
  const rows = tableRows(shown, columns, chart.axis, axisWindow(chart, axisSpan([shown], chart.axis)), Number.POSITIVE_INFINITY)
  try {
    await host().copyText(tableText(columns, rows))
    toast({ tone: 'ok', text: `${rows.length} rows of ${run.name} copied, separated by tabs` })
  } catch (error) {
    toastError(error)
  }
}
