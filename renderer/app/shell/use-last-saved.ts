/** When the last label edit of the open project reached the disk, as the engine announced it. */
import { useState } from 'react'
import { useEvent } from '../engine/queries'
import { useSession } from '../session'

export function useLastSaved(): number | undefined {
  const project = useSession((session) => session.project)
  const [saved, setSaved] = useState<{ project: string; at: number }>()
  useEvent('label.changed', (payload) => {
    if (payload.project === project) setSaved({ project: payload.project, at: Date.now() })
  })
  return saved && saved.project === project ? saved.at : undefined
}
