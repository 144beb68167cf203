/** Commands about annotators that are there on every screen of a project: who labels, blind mode, files of labels, where to go. */
import type { Command } from '../commands/commands'
import { toggleBlindMode } from '../features/blind-mode'
import { navigate } from '../session'
import { openPeopleDialog } from './people-requests'
import { peopleScreens } from './people-screens'

export function peopleCommands(when: boolean): Command[] {
  const scope = 'global'
  return [
    ...peopleScreens.flatMap(({ screen, command, title, key }) =>
      key === undefined ? [] : [{ id: command, title, keys: [`Alt+${key}`], scope, when, run: () => navigate(screen) }]
    ),
    { id: 'people.who', title: 'Who labels…', keys: ['Alt+W'], scope, run: () => openPeopleDialog('who') },
    { id: 'people.blind', title: 'Blind mode on or off', keys: ['Alt+B'], scope, run: toggleBlindMode },
    {
      id: 'people.import',
      title: 'Import an annotator’s labels…',
      keys: ['Alt+Shift+I'],
      scope,
      when,
      run: () => openPeopleDialog('import')
    },
    {
      id: 'people.export',
      title: 'Export an annotator’s labels…',
      keys: ['Alt+O'],
      scope,
      when,
      run: () => openPeopleDialog('export')
    }
  ]
}
