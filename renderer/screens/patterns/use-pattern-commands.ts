/** The keys of the pattern table besides those that move its cell. */
import { useCommands } from '../../app/commands/commands'
import type { RunIds } from '../../app/features/use-feature-order'
import type { ChartOutput } from '../../app/output/chart-output'
import { copyLine } from '../../app/output/copy-line'
import { outputCommands } from '../../app/output/output-commands'
import { useProject } from '../../app/project/current'
import { navigate } from '../../app/session'
import type { AnsweredStudy } from '../../app/studies/use-study'
import { changePatterns, usePatternsView } from './patterns-view'
import { cellWords } from './readout'
import { type LayerModel, meanWords, type PatternNames } from './table-model'

export interface PatternActs {
  place: RunIds
  models: readonly LayerModel[]
  shown: PatternNames
  answered: AnsweredStudy<'patterns'>
  /** "by domain" */
  noun: string
  output: ChartOutput
}

const scope = 'patterns'

export function usePatternCommands({ place, models, shown, answered, noun, output }: PatternActs): void {
  const { active, scale, items } = usePatternsView()
  const project = useProject()
  const model = models[Math.min(active.layer, models.length - 1)]
  const item = Math.min(active.item, model.ids.length - 1)
  const hasCell = item >= 0 && shown.names.length > 0
  const isFeature = model.run !== undefined
  const citation = () =>
    `${cellWords({ model, shown, item, pattern: active.pattern })} (${meanWords(model)}; project ${project?.name ?? ''}, patterns ${noun})`
  useCommands([
    {
      id: 'patterns.open',
      title: 'Open feature',
      keys: ['Enter'],
      scope,
      when: hasCell && isFeature,
      run: () => navigate('feature', { run: model.run ?? null, feature: model.ids[item] })
    },
    {
      id: 'patterns.sortByPattern',
      title: 'Sort features by this pattern',
      keys: ['S'],
      scope,
      when: hasCell,
      run: () =>
        changePatterns({
          items: typeof items !== 'string' && items.pattern === active.pattern ? 'cluster' : { pattern: active.pattern }
        })
    },
    {
      id: 'patterns.sortByFeature',
      title: 'Sort patterns by this feature',
      keys: ['Shift+S'],
      scope,
      when: hasCell && isFeature && model.run === place.run,
      run: () => changePatterns({ patterns: { item: model.items[item] } })
    },
    {
      id: 'patterns.cluster',
      title: 'Like beside like',
      keys: ['0'],
      scope,
      run: () => changePatterns({ items: 'cluster', patterns: 'cluster' })
    },
    ...(['data', 'name', 'rows'] as const).map((patterns) => ({
      id: `patterns.order${patterns[0].toUpperCase()}${patterns.slice(1)}`,
      title: { data: 'Patterns as in the data', name: 'Patterns by name', rows: 'Patterns by number of rows' }[patterns],
      scope,
      run: () => changePatterns({ patterns })
    })),
    {
      id: 'patterns.scale',
      title: scale === 'item' ? 'One color scale for all features' : 'A color scale for each feature',
      keys: ['N'],
      scope,
      run: () => changePatterns({ scale: scale === 'item' ? 'layer' : 'item' })
    },
    {
      id: 'patterns.beside',
      title: models.length > 1 ? 'Features alone' : 'Dense layer beside the features',
      keys: ['B'],
      scope,
      when: models.length > 1 || answered.answer.dIn !== undefined,
      run: () => changePatterns({ beside: models.length > 1 ? 'nothing' : 'dense' })
    },
    {
      id: 'patterns.cite',
      title: 'Copy this mean as a line',
      keys: ['Mod+C', 'Mod+Alt+C'],
      scope,
      when: () => hasCell && (window.getSelection()?.toString() ?? '') === '',
      run: () => void copyLine(citation(), 'a line to cite')
    },
    ...outputCommands('patterns', scope, 'pattern table', output)
  ])
}
