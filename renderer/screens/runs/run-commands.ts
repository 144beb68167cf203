/** Commands of the monitor that are about the run: pausing, saving, analyzing, what is made of it. */
import type { Command } from '../../app/commands/commands'
import { aheadActions, analysisAhead } from '../../app/features/analysis-ahead'
import { scope } from './monitor-context'
import { canResume, isLive, latestFirst } from './run-words'
import type { RunPlace } from './runs-place'
import { showAllRuns, writeRun } from './runs-view'

export function runCommands(place: RunPlace): Command[] {
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
      title: 'Remove spare checkpoints…',
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
