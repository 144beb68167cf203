/** The keys of an explained row: to other rows, through its features, silencing and changing them. */
import type { RowExplanation } from '../../../contract/records/row'
import { type Command, useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import { copyLine } from '../../app/output/copy-line'
import { useProject, useRun } from '../../app/project/current'
import { navigate, replacePlace } from '../../app/session'
import { formatPercent, formatSignificant } from '../../widgets/format'
import { noChanges, type RowChanges, scaled, silenced } from './changes'

export interface RowActs {
  run: string | undefined
  row: number | null
  /** Of the data set. */
  rows: number
  explanation: RowExplanation | undefined
  active: number
  setActive: (place: number) => void
  changes: RowChanges
  change: (changes: RowChanges) => void
}

const scope = 'row'

export function useRowCommands(acts: RowActs): void {
  const { row, rows, explanation, active, changes, change } = acts
  const feature = explanation?.features[active]
  const project = useProject()
  const run = useRun()
  const hasFeature = feature !== undefined
  const go = (step: number) => replacePlace({ row: Math.max(0, Math.min(rows - 1, (row ?? -step) + step)) })
  useCommands([
    ...moves(acts),
    {
      id: 'row.find',
      title: 'Find a row…',
      keys: ['/', 'Mod+F'],
      scope,
      run: () => document.getElementById('row-search')?.focus()
    },
    { id: 'row.nextRow', title: 'Next row', keys: ['J'], scope, when: rows > 0, run: () => go(1) },
    { id: 'row.previousRow', title: 'Previous row', keys: ['K'], scope, when: rows > 0, run: () => go(-1) },
    {
      id: 'row.open',
      title: 'Open feature',
      keys: ['Enter'],
      scope,
      when: hasFeature,
      run: () => feature && navigate('feature', { feature: feature.feature })
    },
    {
      id: 'row.silence',
      title: 'Silence feature, or give it back',
      keys: ['Space'],
      scope,
      when: hasFeature,
      run: () => feature && change(silenced(changes, feature.feature))
    },
    {
      id: 'row.less',
      title: 'Halve feature',
      keys: ['['],
      scope,
      when: hasFeature,
      run: () => feature && change(scaled(changes, feature.feature, feature.value, 0.5))
    },
    {
      id: 'row.more',
      title: 'Double feature',
      keys: [']'],
      scope,
      when: hasFeature,
      run: () => feature && change(scaled(changes, feature.feature, feature.value, 2))
    },
    { id: 'row.reset', title: 'Take all changes back', keys: ['Z'], scope, when: changes.size > 0, run: () => change(noChanges) },
    {
      id: 'row.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: explanation !== undefined,
      run: () =>
        explanation && void copyLine(citation(explanation, `project ${project?.name}, run ${run?.name}`), 'a line to cite')
    }
  ])
}

/** The row, its first features with their shares, and what is missed. */
function citation({ context, features, missed, step }: RowExplanation, source: string): string {
  const parts = features
    .slice(0, 5)
    .map(({ feature, label, share }) => `${feature}${label ? ` “${label}”` : ''} ${formatPercent(share, 1)}`)
  const miss = missed?.fvu === undefined ? '' : `, FVU ${formatSignificant(missed.fvu)}`
  return `Row ${context.row} (${context.source}): ${parts.join(', ')} of the reconstruction${miss} (${source}, step ${step})`
}

/** ↑ and ↓ walk the features; J and K go to other rows. */
function moves({ explanation, active, setActive }: RowActs): Command[] {
  const rows = explanation?.features.length ?? 0
  const commands = moveCommands({ area: 'row.feature', scope, noun: 'feature', active, rows, page: () => 20, go: setActive })
  return commands.map((command) => ({
    ...command,
    id: command.id.replace('.feature.', '.'),
    keys: command.keys?.filter((key) => key.length > 1) ?? []
  }))
}
