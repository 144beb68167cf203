/** Shows the dialog that is open around a label. Mounted once, by the shell. */
import { useRun } from '../project/current'
import { useSession } from '../session'
import { closeAround, useAround } from './around'
import { CommentsDialog } from './comments-dialog'
import { GroupsDialog } from './groups-dialog'
import { HistoryDialog } from './history-dialog'
import { RestoreDialog } from './restore-dialog'
import { SearchDialog } from './search-dialog'
import { TagSchemaDialog } from './tag-schema-dialog'

export function AroundHost() {
  const dialog = useAround((around) => around.dialog)
  const project = useSession((session) => session.project)
  const run = useRun()?.id
  if (!dialog || !project || !run) return null
  const shared = { place: { project, run }, onClose: closeAround }
  switch (dialog.kind) {
    case 'search':
      return <SearchDialog {...shared} />
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
