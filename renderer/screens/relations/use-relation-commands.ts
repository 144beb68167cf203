/** The keys of the relations screen. */
import { useCommands } from '../../app/commands/commands'
import { moveCommands } from '../../app/commands/move-commands'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import type { RelationLine } from './lists'

export interface RelationActs {
  lines: readonly RelationLine[]
  active: number
  go: (place: number) => void
  page: () => number
  turn: () => void
  open: (feature: number | undefined) => void
  /** Undefined for an empty list. */
  output: ChartOutput | undefined
  citationOf: (line: RelationLine) => string
}

const scope = 'relations'

export function useRelationCommands(acts: RelationActs): void {
  const { lines, active, go, page, turn, open, output, citationOf } = acts
  const line = lines[active]
  useCommands([
    ...moveCommands({ area: 'relations', scope, noun: 'line', active, rows: lines.length, page, go }),
    // There are two lists, so that either key goes to the other one.
    { id: 'relations.less', title: 'List before', keys: ['['], scope, run: turn },
    { id: 'relations.more', title: 'Next list', keys: [']'], scope, run: turn },
    {
      id: 'relations.open',
      title: 'Open feature',
      keys: ['Enter'],
      scope,
      when: line !== undefined,
      run: () => open(line?.feature)
    },
    {
      id: 'relations.openOther',
      title: 'Open the other feature',
      keys: ['Shift+Enter'],
      scope,
      when: line?.other !== undefined,
      run: () => open(line?.other)
    },
    {
      id: 'relations.cite',
      title: 'Copy citation',
      keys: ['Mod+Alt+C'],
      scope,
      when: line !== undefined,
      run: () => line && void copyLine(citationOf(line), 'a line to cite')
    },
    ...outputCommands('relations', scope, 'relations', output)
  ])
}
