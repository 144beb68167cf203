/** Copies one line of text and says what it was. */
import { toast, toastError } from '../../widgets/toast/toast-store'
import { host } from '../host'

/** Never throws: what goes wrong is said. */
export async function copyLine(line: string, what: string): Promise<void> {
  try {
    await host().copyText(line)
    toast({ tone: 'ok', text: `Copied: ${what}` })
  } catch (error) {
    toastError(error)
  }
}
