/** The keys of the pinned features in the monitor: pinning, stepping through checkpoints, measuring what is missing. */
import { type Command, useCommands } from '../../../app/commands/commands'
import { useCall } from '../../../app/engine/queries'
import { usePins } from '../../../app/features/use-pins'
import type { RunPlace } from '../runs-place'
import { changeChart } from '../runs-view'
import { pinSteps, stepAfter } from './pin-steps'
import { beginPinning, showFoot } from './pins-view'

const scope = 'chart'

export function usePinCommands({ project, run }: RunPlace): void {
  const pins = usePins({ project: project.id, run: run.id })
  const { data: jobs } = useCall('jobs.list', { project: project.id })
  const isMeasuring = (jobs ?? []).some((job) => job.kind === 'pins' && job.run === run.id && job.finishedAt === undefined)
  const steps = pins.known ? pinSteps(pins.known, run.checkpoints) : []
  const move = (by: 1 | -1) => changeChart((view) => ({ ...view, marker: stepAfter(steps, view.marker, by) ?? view.marker }))
  const detail = run.name
  const commands: Command[] = [
    { id: 'pins.add', title: 'Pin features…', detail, keys: ['P'], scope, when: !project.readOnly, run: beginPinning },
    {
      id: 'pins.measure',
      title: 'Measure pinned features at checkpoints',
      detail,
      keys: ['Shift+P'],
      scope,
      when: !project.readOnly && !isMeasuring && (pins.known?.missing.length ?? 0) > 0,
      run: pins.measure
    },
    {
      id: 'pins.previous',
      title: 'Marker to the previous checkpoint',
      keys: [','],
      scope,
      when: steps.length > 0,
      run: () => move(-1)
    },
    { id: 'pins.next', title: 'Marker to the next checkpoint', keys: ['.'], scope, when: steps.length > 0, run: () => move(1) },
    { id: 'pins.show', title: 'Show pinned features', scope, run: () => showFoot('pins') },
    { id: 'chart.validation', title: 'Show validation values', scope, run: () => showFoot('validation') }
  ]
  useCommands(commands)
}
