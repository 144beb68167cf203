/** The commands of the table of runs, with their keys. */
import type { Run } from '../../../../contract/records/run'
import { type Command, useCommands } from '../../../app/commands/commands'
import { type ChartOutput, handOut, outputWays, outputWords } from '../../../app/output/chart-output'
import { navigate, replacePlace } from '../../../app/session'
import { compareWith } from '../../../app/studies/other-run'
import { rowAfterKey } from '../../../widgets/virtual-table/keys'
import type { RunActions } from '../run-actions'
import { canResume, isLive } from '../run-words'
import { showRun, toggleEye, writeRun } from '../runs-view'
import { changeCompare, toggleSelected, useCompareView } from './compare-view'

export interface CompareContext {
  /** In the order of the table. */
  listed: Run[]
  active: Run | undefined
  actions: RunActions
  output: ChartOutput
  pageRows(): number
  focusFilter(): void
  writeDetails(focus: 'tags' | 'note'): void
  stopGroup(group: string): void
  resumeGroup(group: string): void
}

const scope = 'runs'

export function useCompareCommands(context: CompareContext): void {
  useCommands([...moves(context), ...choices(context), ...deeds(context), ...sweepCommands(context), ...outputs(context)])
}

function moves({ listed, active, pageRows }: CompareContext): Command[] {
  const move = (id: string, title: string, keys: string[], key: string): Command => ({
    id,
    title,
    keys,
    scope,
    hidden: true,
    run: () => {
      const at = listed.findIndex((run) => run.id === active?.id)
      const next = rowAfterKey(key, { active: at, rows: listed.length, page: pageRows() })
      if (next !== undefined) replacePlace({ run: listed[next].id })
    }
  })
  return [
    move('compare.next', 'Next run', ['J', 'ArrowDown'], 'ArrowDown'),
    move('compare.previous', 'Previous run', ['K', 'ArrowUp'], 'ArrowUp'),
    move('compare.pageDown', 'A page down', ['PageDown'], 'PageDown'),
    move('compare.pageUp', 'A page up', ['PageUp'], 'PageUp'),
    move('compare.first', 'First run', ['Home'], 'Home'),
    move('compare.last', 'Last run', ['End'], 'End')
  ]
}

/** The two selected runs, where both are analyzed. */
function selectedPair(listed: readonly Run[]): [Run, Run] | undefined {
  const chosen = useCompareView.getState().selected.flatMap((id) => listed.find((run) => run.id === id && run.analysis) ?? [])
  return chosen.length === 2 ? [chosen[0], chosen[1]] : undefined
}

function choices({ listed, active, focusFilter }: CompareContext): Command[] {
  const pair = selectedPair(listed)
  const detail = active?.name
  const when = active !== undefined
  const { baseline, isDifferences, isArchive } = useCompareView.getState()
  return [
    { id: 'compare.eye', title: 'Draw run', detail, keys: ['Space'], scope, when, run: () => active && toggleEye(active.id) },
    {
      id: 'compare.select',
      title: 'Select run',
      detail,
      keys: ['X'],
      scope,
      when,
      run: () => active && toggleSelected(active.id)
    },
    {
      id: 'compare.baseline',
      title: active && active.id === baseline ? 'No baseline' : 'Measure the others against this run',
      detail,
      keys: ['B'],
      scope,
      when,
      run: () => changeCompare({ baseline: active && active.id !== baseline ? active.id : null })
    },
    {
      id: 'compare.differences',
      title: isDifferences ? 'All columns' : 'Only differences',
      keys: ['D'],
      scope,
      run: () => changeCompare({ isDifferences: !isDifferences })
    },
    {
      id: 'compare.match',
      title: 'Match features of the two selected runs',
      keys: ['M'],
      scope,
      when: pair !== undefined,
      run: () => {
        if (!pair) return
        compareWith(pair[1].id)
        navigate('matches', { run: pair[0].id })
      }
    },
    { id: 'compare.filter', title: 'Filter runs', keys: ['/', 'Mod+F'], scope, run: focusFilter },
    {
      id: 'compare.archive',
      title: isArchive ? 'Leave archived runs out' : 'List archived runs too',
      scope,
      run: () => changeCompare({ isArchive: !isArchive })
    }
  ]
}

function deeds({ active, actions, writeDetails }: CompareContext): Command[] {
  const detail = active?.name
  const on = (deed: (run: Run) => void) => () => active && deed(active)
  const has = (test: (run: Run) => boolean) => active !== undefined && test(active)
  return [
    { id: 'run.new', title: 'New run…', keys: ['N'], scope, run: () => writeRun() },
    {
      id: 'run.again',
      title: 'New run from this one…',
      detail,
      keys: ['Shift+N'],
      scope,
      when: has(Boolean),
      run: on(({ id }) => writeRun(id))
    },
    {
      id: 'compare.open',
      title: 'Open the monitor',
      detail,
      keys: ['Enter'],
      scope,
      when: has(Boolean),
      run: on(({ id }) => showRun(id))
    },
    {
      id: 'run.explore',
      title: 'Explore features',
      detail,
      keys: ['E'],
      scope,
      when: has((run) => run.analysis !== undefined),
      run: on(actions.explore)
    },
    {
      id: 'run.analyze',
      title: 'Analyze the latest checkpoint',
      detail,
      scope,
      when: has((run) => run.checkpoints.length > 0),
      run: on((run) => actions.analyze(run))
    },
    { id: 'compare.tags', title: 'Tags…', detail, keys: ['T'], scope, when: has(Boolean), run: () => writeDetails('tags') },
    { id: 'compare.note', title: 'Note…', detail, keys: ['O'], scope, when: has(Boolean), run: () => writeDetails('note') },
    {
      id: 'run.archive',
      title: active?.archived ? 'Back from the archive' : 'Archive run',
      detail,
      keys: ['Shift+A'],
      scope,
      when: has((run) => !isLive(run.state)),
      run: on((run) => actions.archive(run, !run.archived))
    },
    {
      id: 'run.delete',
      title: 'Delete run…',
      detail,
      keys: ['Delete'],
      scope,
      when: has((run) => !isLive(run.state)),
      run: on((run) => void actions.remove(run))
    }
  ]
}

/** Of the sweep that the active run is of. */
function sweepCommands({ listed, active, stopGroup, resumeGroup }: CompareContext): Command[] {
  const group = active?.group
  if (group === undefined) return []
  const members = listed.filter((run) => run.group === group)
  return [
    {
      id: 'sweep.stop',
      title: 'Stop the sweep',
      detail: `${members.length} runs`,
      scope,
      when: members.some((run) => isLive(run.state)),
      run: () => stopGroup(group)
    },
    {
      id: 'sweep.resume',
      title: 'Go on with the sweep',
      detail: `${members.length} runs`,
      scope,
      when: members.some((run) => run.state === 'queued' || canResume(run)),
      run: () => resumeGroup(group)
    }
  ]
}

function outputs({ output }: CompareContext): Command[] {
  return outputWays.map((way) => ({
    id: `compare.${way}`,
    title: outputWords[way],
    detail: 'plane and table of runs',
    scope,
    ...(way === 'copyValues' ? { keys: ['Mod+Shift+C'] } : {}),
    run: () => void handOut(output, way)
  }))
}
