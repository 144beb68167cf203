/** The commands of the window itself: where to go, what to show, undo, palette, help. Screens add their own. */
import { toast } from '../../widgets/toast/toast-store'
import { type Command, useCommands } from '../commands/commands'
import { useMenuCommands } from '../commands/menu-commands'
import { undoLabel } from '../features/undo'
import { host } from '../host'
import { focusNextRegion } from '../layout/regions'
import { openPalette, toggleView, useView } from '../layout/view'
import { peopleCommands } from '../people/people-commands'
import { closeProject } from '../project/current'
import { pickProject } from '../project/open-project'
import { goBack, goForward, navigate, useSession } from '../session'
import { changeSettings } from '../settings'
import { goCommands } from './go-commands'

export interface ShellState {
  hasProject: boolean
  canGoBack: boolean
  canGoForward: boolean
  hasSidebar: boolean
  hasPanel: boolean
}

export function useShellCommands(): void {
  const { project, back, forward } = useSession()
  const { hasSidebar, hasPanel } = useView()
  useMenuCommands()
  useCommands(
    shellCommands({
      hasProject: project !== null,
      canGoBack: back.length > 0,
      canGoForward: forward.length > 0,
      hasSidebar,
      hasPanel
    })
  )
}

export function shellCommands(state: ShellState): Command[] {
  return [
    ...goCommands(state.hasProject),
    { id: 'go.back', title: 'Back', keys: ['Alt+ArrowLeft'], scope: 'global', when: state.canGoBack, run: goBack },
    { id: 'go.forward', title: 'Forward', keys: ['Alt+ArrowRight'], scope: 'global', when: state.canGoForward, run: goForward },
    ...projectCommands(state.hasProject),
    ...peopleCommands(state.hasProject),
    ...editCommands(state.hasProject),
    ...viewCommands(state.hasSidebar, state.hasPanel),
    ...helpCommands
  ]
}

function editCommands(hasProject: boolean): Command[] {
  const command = (direction: 'undo' | 'redo', title: string, keys: string[]): Command => ({
    id: `edit.${direction}`,
    title,
    keys,
    scope: 'global',
    when: hasProject,
    run: () => void undoLabel(direction)
  })
  return [command('undo', 'Undo label edit', ['Mod+Z']), command('redo', 'Redo label edit', ['Mod+Shift+Z', 'Mod+Y'])]
}

function projectCommands(hasProject: boolean): Command[] {
  const empty = { project: null, run: null, feature: null }
  return [
    {
      id: 'project.new',
      title: 'New project…',
      keys: ['Mod+N', 'Alt+N'],
      scope: 'global',
      run: () => navigate('new-project', empty)
    },
    { id: 'project.open', title: 'Open project…', keys: ['Mod+O'], scope: 'global', run: () => void openOrAsk() },
    {
      id: 'window.new',
      title: 'New window',
      keys: ['Mod+Shift+N', 'Alt+Shift+N'],
      scope: 'global',
      run: openAnother
    },
    { id: 'project.close', title: 'Close project', scope: 'global', when: hasProject, run: closeProject }
  ]
}

/** At the same place, on the same engine: what is done in one window shows in the other. */
function openAnother(): void {
  const { back: _back, forward: _forward, ...place } = useSession.getState()
  void host().newWindow(encodeURIComponent(JSON.stringify(place)))
}

/** Where the host has no dialog, the projects screen has a field for the path. */
async function openOrAsk(): Promise<void> {
  if (await pickProject()) return
  navigate('projects')
  requestAnimationFrame(() => document.getElementById('open-path')?.focus())
}

function viewCommands(hasSidebar: boolean, hasPanel: boolean): Command[] {
  return [
    {
      id: 'view.sidebar',
      title: 'Show or hide sidebar',
      keys: ['Mod+B'],
      scope: 'global',
      when: hasSidebar,
      run: () => toggleView('sidebar')
    },
    {
      id: 'view.panel',
      title: 'Show or hide right panel',
      keys: ['Mod+Alt+B'],
      scope: 'global',
      when: hasPanel,
      run: () => toggleView('panel')
    },
    { id: 'view.drawer', title: 'Show or hide jobs', keys: ['Mod+J'], scope: 'global', run: () => toggleView('drawer') },
    { id: 'view.nextRegion', title: 'Next region', keys: ['F6'], scope: 'global', hidden: true, run: () => focusNextRegion(1) },
    {
      id: 'view.previousRegion',
      title: 'Previous region',
      keys: ['Shift+F6'],
      scope: 'global',
      hidden: true,
      run: () => focusNextRegion(-1)
    },
    { id: 'view.themeLight', title: 'Light theme', scope: 'global', run: () => changeSettings({ theme: 'light' }) },
    { id: 'view.themeDark', title: 'Dark theme', scope: 'global', run: () => changeSettings({ theme: 'dark' }) },
    { id: 'view.themeSystem', title: 'Theme of the system', scope: 'global', run: () => changeSettings({ theme: 'system' }) }
  ]
}

const helpCommands: Command[] = [
  {
    id: 'app.palette',
    title: 'Command palette',
    keys: ['Mod+K', 'Mod+Shift+P', 'F1'],
    scope: 'global',
    hidden: true,
    run: () => openPalette('all')
  },
  { id: 'palette.goTo', title: 'Go to feature or run…', keys: ['Mod+P'], scope: 'global', run: () => openPalette('go-to') },
  {
    id: 'app.keys',
    title: 'Keys that work here',
    keys: ['?', 'Mod+/'],
    scope: 'global',
    run: () => useView.setState({ keysHelp: true })
  },
  { id: 'app.doctor', title: 'Check this machine', scope: 'global', run: () => navigate('settings') },
  { id: 'app.settings', title: 'Settings', keys: ['Mod+,'], scope: 'global', run: () => navigate('settings') },
  {
    id: 'app.copyPlace',
    title: 'Copy project folder',
    scope: 'global',
    when: () => useSession.getState().folder !== null,
    run: () => {
      const { folder } = useSession.getState()
      if (folder)
        void host()
          .copyText(folder)
          .then(() => toast({ tone: 'ok', text: 'Folder copied' }))
    }
  }
]
