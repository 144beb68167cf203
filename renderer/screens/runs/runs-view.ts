/** How the runs are looked at: chart view, tracks, eyes, and whether a new run is being written. Lives as long as the window. */
import { create } from 'zustand'
import type { StartFrom } from '../../../contract/records/run'
import { endImport } from '../../app/project/import-request'
import { navigate } from '../../app/session'
import { type ChartView, initialView } from '../../widgets/track-chart/chart-view'
import { type LossMode, type OptionalTrack, optionalTracks, usualTracks } from './tracks'

interface RunsView {
  chart: ChartView
  lossMode: LossMode
  tracks: readonly OptionalTrack[]
  /** Runs drawn beside the chosen one. */
  eyes: readonly string[]
  isWriting: boolean
  /** The run whose configuration a new one starts from. */
  template: string | null
  /** The checkpoint whose weights it starts from. */
  startFrom: StartFrom | null
}

export const useRunsView = create<RunsView>()(() => ({
  chart: initialView,
  lossMode: 'fvu',
  tracks: usualTracks,
  eyes: [],
  isWriting: false,
  template: null,
  startFrom: null
}))

export function setChart(chart: ChartView): void {
  useRunsView.setState({ chart })
}

export function changeChart(change: (chart: ChartView) => ChartView): void {
  useRunsView.setState((view) => ({ chart: change(view.chart) }))
}

export function toggleEye(run: string): void {
  useRunsView.setState(({ eyes }) => ({ eyes: eyes.includes(run) ? eyes.filter((id) => id !== run) : [...eyes, run] }))
}

export function toggleTrack(track: OptionalTrack): void {
  useRunsView.setState(({ tracks }) => ({
    tracks: optionalTracks.filter((id) => (id === track ? !tracks.includes(id) : tracks.includes(id)))
  }))
}

export function setLossMode(lossMode: LossMode): void {
  useRunsView.setState({ lossMode })
}

/** `template`: the run whose configuration the new one starts with; `startFrom`: also with weights, of one of its checkpoints. */
export function writeRun(template: string | null = null, startFrom: StartFrom | null = null): void {
  endImport()
  useRunsView.setState({ isWriting: true, template, startFrom })
  navigate('runs')
}

/** No new run and no import: what is there is looked at. */
export function stopWriting(): void {
  endImport()
  useRunsView.setState({ isWriting: false, template: null, startFrom: null })
}

/** The table of all runs. */
export function showAllRuns(): void {
  stopWriting()
  navigate('compare')
}

/** The monitor of one run. */
export function showRun(run: string): void {
  stopWriting()
  navigate('runs', { run })
}

/** Draws these runs and no others. */
export function drawOnly(runs: readonly string[]): void {
  useRunsView.setState({ eyes: [...runs] })
}

/** Opens the eyes of these runs where none is open yet: what is compared has to be seen. */
export function openEyes(runs: readonly string[]): void {
  useRunsView.setState(({ eyes }) => (eyes.length > 0 ? {} : { eyes: [...runs] }))
}

/** Another run begins with everything in view; what was chosen for the tracks stays. */
export function lookAtRun(): void {
  useRunsView.setState(({ chart }) => ({ chart: { ...chart, marker: null, zoom: null } }))
}
