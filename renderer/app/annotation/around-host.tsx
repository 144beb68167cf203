/** Shows the dialog that is open around a label, but for the search, which is there at once (shell.tsx). */
import { closeAround, type LabelDialog } from './around'
import { CommentsDialog } from './comments-dialog'
import { GroupsDialog } from './groups-dialog'
import { HistoryDialog } from './history-dialog'
import type { Place } from './place'
import { RestoreDialog } from './restore-dialog'
import { TagSchemaDialog } from './tag-schema-dialog'

export function AroundHost({ place, dialog }: { place: Place; dialog: LabelDialog }) {
  const shared = { place, onClose: closeAround }
  switch (dialog.kind) {
    case 'tags':
      return <TagSchemaDialog {...shared} />
    case 'restore':
      return <RestoreDialog {...shared} />
    case 'groups':
      return <GroupsDialog {...shared} features={dialog.features} />
    case 'comments':
      return <CommentsDialog {...shared} feature={dialog.feature} />
    case 'history':
      return <HistoryDialog {...shared} feature={dialog.feature} />
  }
}
