/** The commands of a track chart, for the monitor and the curves of many runs: axis, scale, smoothing, the whole axis, table. */
import type { Command } from '../../app/commands/commands'
import { type ChartView, changeSmoothing, flipScale, switchAxis } from '../../widgets/track-chart/chart-view'

export interface ViewCommandsContext {
  scope: string
  /** Before the id of each command. */
  prefix: string
  /** What the chart shows, in its title in the palette: tracks, curves. */
  what: string
  /** Ids of the tracks in their order. */
  tracks: readonly string[]
  isZoomed: boolean
  change(how: (view: ChartView) => ChartView): void
}

export function viewCommands({ scope, prefix, what, tracks, isZoomed, change }: ViewCommandsContext): Command[] {
  return [
    { id: `${prefix}.axis`, title: 'Steps or training time on the axis', keys: ['H'], scope, run: () => change(switchAxis) },
    {
      id: `${prefix}.log`,
      title: 'Logarithmic axis of the track',
      keys: ['Y'],
      scope,
      run: () => change((view) => flipScale(view, view.activeTrack ?? tracks[0]))
    },
    {
      id: `${prefix}.rougher`,
      title: 'Less smoothing',
      keys: ['['],
      scope,
      run: () => change((view) => changeSmoothing(view, -5))
    },
    {
      id: `${prefix}.smoother`,
      title: 'More smoothing',
      keys: [']'],
      scope,
      run: () => change((view) => changeSmoothing(view, 5))
    },
    {
      id: `${prefix}.reset`,
      title: 'Show the whole axis',
      keys: ['Z'],
      scope,
      when: isZoomed,
      run: () => change((view) => ({ ...view, zoom: null }))
    },
    {
      id: `${prefix}.table`,
      title: `${what} as table`,
      keys: ['V'],
      scope,
      run: () => change((view) => ({ ...view, isTable: !view.isTable }))
    }
  ]
}
