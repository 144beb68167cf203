/** Who labels in this window: the name from the settings, else that of the account. */
import { useConnection } from '../engine/client'
import { useCall } from '../engine/queries'
import { useSettings } from '../settings'

/** Undefined until the engine told the name of the account. */
export function useWho(): string | undefined {
  const own = useSettings(({ annotator }) => annotator.trim())
  const connected = useConnection(({ state }) => state === 'open')
  const account = useCall('annotators.self', {}, { enabled: connected }).data?.author
  return own || account
}

/** As a name is shown. */
export function nameOf(author: string | null): string {
  if (author === null) return 'the project'
  return author || '(no name)'
}
