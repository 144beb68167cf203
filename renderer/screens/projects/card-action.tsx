/** What a card offers when it needs a hand: resume an interrupted run, find a moved folder, take it off the list. */
import type { ProjectCard } from '../../../contract/records/project'
import { client } from '../../app/engine/client'
import { openFolder, pickProject } from '../../app/project/open-project'
import { navigate, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { toastError } from '../../widgets/toast/toast-store'

export function CardAction({ card }: { card: ProjectCard }) {
  if (card.state === 'missing')
    return (
      <Button size="small" onClick={() => void locate()}>
        Locate…
      </Button>
    )
  if (card.state === 'unusable') return null
  if (card.run?.state !== 'interrupted') return null
  const { id } = card.run
  return (
    <Button size="small" onClick={() => void resume(card.folder, id)}>
      Resume
    </Button>
  )
}

/** A folder that moved is opened from where it is now and gets a card of its own. */
async function locate(): Promise<void> {
  if (!(await pickProject())) document.getElementById('open-path')?.focus()
}

async function resume(folder: string, run: string): Promise<void> {
  if (!(await openFolder(folder))) return
  const { project } = useSession.getState()
  if (!project) return
  navigate('runs', { run })
  try {
    await client().call('runs.resume', { project, run })
  } catch (error) {
    toastError(error)
  }
}
