/** How the runs are looked at: chart view, tracks, eyes, and whether a new run is being written. Lives as long as the window. */
import { create } from 'zustand'
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
}

export const useRunsView = create<RunsView>()(() => ({
  chart: initialView,
  lossMode: 'fvu',
  tracks: usualTracks,
  eyes: [],
  isWriting: false,
  template: null
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

export function writeRun(template: string | null = null): void {
  useRunsView.setState({ isWriting: true, template })
}

export function stopWriting(): void {
  useRunsView.setState({ isWriting: false, template: null })
}

/** Another run begins with everything in view; what was chosen for the tracks stays. */
export function lookAtRun(): void {
  useRunsView.setState(({ chart }) => ({ chart: { ...chart, marker: null, zoom: null } }))
}
