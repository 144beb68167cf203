/** The commands of the export screen. */
import type { ExportRecord } from '../../../contract/records/export'
import type { Command } from '../../app/commands/commands'
import { useExportView } from './export-view'
import type { ExportActions } from './use-export-actions'

export interface ExportContext {
  actions: ExportActions
  shown: ExportRecord | undefined
}

export function exportCommands({ actions, shown }: ExportContext): Command[] {
  const scope = 'export'
  return [
    { id: 'export.write', title: 'Export', keys: ['!Mod+Enter'], scope, when: actions.canWrite, run: actions.write },
    {
      id: 'export.folder',
      title: 'Choose the folder to write…',
      keys: ['!Alt+F'],
      scope,
      when: actions.canShowFolder && !actions.isWriting,
      run: () => void actions.chooseFolder()
    },
    {
      id: 'export.cancel',
      title: 'Cancel the export',
      keys: ['!Escape'],
      scope,
      when: actions.canCancel,
      run: actions.cancel
    },
    {
      id: 'export.verify',
      title: 'Verify again',
      keys: ['V'],
      scope,
      when: shown !== undefined && !actions.isVerifying,
      run: () => shown && actions.verify(shown)
    },
    {
      id: 'export.show',
      title: 'Show in folder',
      scope,
      when: shown !== undefined && actions.canShowFolder,
      run: () => shown && actions.showFolder(shown)
    },
    {
      id: 'export.copy',
      title: 'Copy receipt',
      keys: ['Mod+Shift+C'],
      scope,
      when: shown !== undefined,
      run: () => shown && void actions.copyReceipt(shown)
    },
    {
      id: 'export.next',
      title: 'Look at the export to be written',
      keys: ['Escape'],
      scope,
      when: shown !== undefined && !actions.isWriting,
      run: () => useExportView.setState({ chosen: null })
    }
  ]
}
