/** The keys of an explained row: to other rows, through its features, silencing and changing them. */
import type { RowExplanation } from '../../../contract/records/row'
import { type Command, useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import { navigate, replacePlace } from '../../app/session'
import { noChanges, type RowChanges, scaled, silenced } from './changes'
import { activeCitation, rowCitation } from './row-figures'

export interface RowActs {
  row: number | null
  /** Of the data set. */
  rows: number
  explanation: RowExplanation | undefined
  /** Row, run, step and rows, in words. */
  source: string
  output: ChartOutput | undefined
  active: number
  setActive: (place: number) => void
  changes: RowChanges
  change: (changes: RowChanges) => void
}

const scope = 'row'

export function useRowCommands(acts: RowActs): void {
  const { row, rows, explanation, source, output, active, changes, change } = acts
  const feature = explanation?.features[active]
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
      run: () => explanation && void copyLine(rowCitation(explanation, source), 'a line to cite')
    },
    {
      id: 'row.citeFeature',
      title: 'Copy this feature’s share as a line',
      keys: ['Mod+C'],
      scope,
      when: () => hasFeature && (window.getSelection()?.toString() ?? '') === '',
      run: () => explanation && feature && void copyLine(activeCitation(feature, explanation, source), 'a line to cite')
    },
    ...outputCommands('row', scope, 'features of the row', output)
  ])
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
