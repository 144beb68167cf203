/** The dialogs about annotators, above whatever screen is shown. */
import { useRun } from '../project/current'
import { useSession } from '../session'
import { ExportLabels } from './export-labels'
import { ImportLabels } from './import-labels'
import { closePeopleDialog, usePeopleDialog } from './people-requests'
import { WhoDialog } from './who-dialog'

export function PeopleDialogs() {
  const { open } = usePeopleDialog()
  const project = useSession((session) => session.project)
  const run = useRun()
  if (open === 'who') return <WhoDialog place={{ project, run: run?.id }} onClose={closePeopleDialog} />
  if (open === null || project === null || run === undefined) return null
  const Shown = open === 'import' ? ImportLabels : ExportLabels
  return <Shown project={project} run={run} onClose={closePeopleDialog} />
}
