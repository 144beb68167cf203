/** Says that the Loupe through which the project was open has ended, and asks everything again from whoever has it now. */
import type { EventPayload } from '../../../contract/events'
import { errorFromRecord } from '../../../contract/wire/errors'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { useEvent } from '../engine/queries'
import { queryClient } from '../engine/query-client'
import { useSession } from '../session'

/** Mounted once, by the shell. */
export function useHandOver(): void {
  useEvent('project.handedOver', takeHandOver)
}

export function takeHandOver({ project, record, error }: EventPayload<'project.handedOver'>): void {
  if (record) queryClient.setQueryData(['projects.get', { project }], record)
  void queryClient.invalidateQueries()
  if (project !== useSession.getState().project) return
  if (error) toastError(errorFromRecord(error))
  else
    toast({
      tone: 'warn',
      text: 'The other Loupe that had this project open has ended',
      detail: `${record?.joined ? 'A third one has the project now, and this window joined it.' : 'This window has the project now.'} What was saved is safe; a run that was training there shows as interrupted.`,
      seconds: 12
    })
}
