/** Whether a message to the shell comes from a page of ours. Pure decision; host-calls.ts asks it for every message. */
import { isOurs } from './navigation'

export interface Sender {
  /** Null after a navigation: then it is nobody. */
  frameAddress: string | null
  isTopFrame: boolean
  isKnownWindow: boolean
}

export function isTrusted(sender: Sender): boolean {
  return sender.isKnownWindow && sender.isTopFrame && sender.frameAddress !== null && isOurs(sender.frameAddress)
}
