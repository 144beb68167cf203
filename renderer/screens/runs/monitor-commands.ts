/** The commands of the monitor: the run's and the chart's, with their keys. */
import { type Command, useCommands } from '../../app/commands/commands'
import { markerToStart, moveMarker } from '../../widgets/track-chart/chart-view'
import { chartCommands, trackCommands } from './chart-commands'
import { type MonitorContext, scope } from './monitor-context'
import { runCommands } from './run-commands'
import { changeChart } from './runs-view'

export function useMonitorCommands(context: MonitorContext): void {
  useCommands([...runCommands(context.place), ...markerCommands(context), ...chartCommands(context), ...trackCommands(context)])
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
