/**
 * Ids of projects live as long as the engine. After a reload or a restart of the engine the project of this session
 * is opened again by its folder; false while that is under way, so that no screen asks with a dead id.
 */
import { useEffect, useState } from 'react'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { client, useConnection } from '../engine/client'
import { queryClient } from '../engine/query-client'
import { leaveProject, renewProject, useSession } from '../session'

export function useReopening(): boolean {
  const generation = useConnection((connection) => connection.generation)
  const [readyFor, setReadyFor] = useState(0)
  useEffect(() => {
    if (generation === 0) return
    if (generation > 1) sayStartedAgain()
    void reopen().finally(() => {
      void queryClient.invalidateQueries()
      setReadyFor(generation)
    })
  }, [generation])
  return readyFor > 0 && readyFor === generation
}

function sayStartedAgain(): void {
  toast({
    tone: 'warn',
    text: 'The engine was gone and is back',
    detail: 'What was saved is safe. A run that was training shows as interrupted and can be resumed.'
  })
}

async function reopen(): Promise<void> {
  const { folder, project } = useSession.getState()
  if (!folder || !project) return
  try {
    renewProject(await client().call('projects.open', { folder }))
  } catch (error) {
    toastError(error)
    leaveProject()
  }
}
