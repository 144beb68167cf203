/** The Data screen: the facts of the open project's data, or, where none is open, a new project from activation files. */
import { useSession } from '../../app/session'
import { DataFacts } from './data-facts'
import { DraftScreen } from './draft-screen'

export function NewProjectScreen() {
  const project = useSession((session) => session.project)
  return project === null ? <DraftScreen /> : <DataFacts />
}
