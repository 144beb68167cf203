/** The name that goes on what is written here: the one of the settings, else that of the account. */
import { useCall } from '../engine/queries'
import { useSettings } from '../settings'

export function useAuthor(): string | undefined {
  const chosen = useSettings((settings) => settings.annotator.trim())
  const account = useCall('annotation.me', {}).data?.author
  return chosen || account
}

/** Somebody by name, also where there is none. */
export function authorWords(author: string): string {
  return author || 'no name'
}
