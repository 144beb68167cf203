/** The keys of what stands around labels: everywhere the search, restoring and tags; on a feature its groups, comments, history and the guidelines. */
import { type Command, useCommands } from '../commands/commands'
import { mainRegion } from '../layout/regions'
import { useProject, useRun } from '../project/current'
import { openAround, toggleGuidelines, useAround } from './around'
import { leaveAsOf } from './as-of'

/** Mounted once, by the shell. */
export function useAroundCommands(): void {
  const run = useRun()
  const project = useProject()
  const when = run !== undefined
  const isPast = project?.asOf !== undefined
  useCommands([
    {
      id: 'label.search',
      title: 'Search labels, notes, tags, comments, groups…',
      keys: ['Mod+Shift+F'],
      scope: 'global',
      when,
      run: () => openAround({ kind: 'search' })
    },
    {
      id: 'label.restore',
      title: 'Labels of another time, restore…',
      keys: ['Mod+Shift+H'],
      scope: 'global',
      when,
      run: () => openAround({ kind: 'restore' })
    },
    {
      id: 'label.tags',
      title: 'Tags of the project…',
      keys: ['Mod+Shift+T', 'Alt+Shift+T'],
      scope: 'global',
      when,
      run: () => openAround({ kind: 'tags' })
    },
    {
      id: 'label.present',
      title: 'Back to the labels of now',
      keys: ['Escape'],
      scope: 'global',
      when: isPast,
      run: () => void leaveAsOf()
    }
  ])
}

/** On a screen that shows one feature. */
export function useFeatureAround(scope: string, feature: number | undefined): void {
  const when = feature !== undefined
  const open = (id: string, title: string, key: string, kind: 'comments' | 'history'): Command => ({
    id,
    title,
    keys: [key],
    scope,
    when,
    run: () => feature !== undefined && openAround({ kind, feature })
  })
  useCommands([
    {
      id: 'label.groups',
      title: 'Groups of the feature…',
      keys: ['Shift+G'],
      scope,
      when,
      run: () => feature !== undefined && openAround({ kind: 'groups', features: [feature] })
    },
    open('label.comments', 'Comments on the feature…', 'M', 'comments'),
    open('label.history', 'History of the label…', 'Y', 'history'),
    { id: 'label.guidelines', title: 'Guidelines of the project', keys: ['G'], scope, run: showGuidelines }
  ])
}

/** Opened, the guidelines take the focus, so that they scroll; closed, the keys act on the feature again. */
function showGuidelines(): void {
  toggleGuidelines()
  if (!useAround.getState().guidelines) mainRegion()?.focus()
}
