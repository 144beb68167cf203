/**
 * What small controls may know of commands: their keys, whether they can run now, and how to run them.
 * The app provides it (app/commands.ts); widgets never import the command table itself.
 */
import { createContext, useContext } from 'react'

export interface CommandLink {
  /** Key combinations of a command, empty when it has none or when single-letter keys are off. */
  keysOf(id: string): string[]
  /** False for a command that nothing on the screen offers, or whose condition does not hold. */
  isEnabled(id: string): boolean
  run(id: string): void
}

const none: CommandLink = { keysOf: () => [], isEnabled: () => true, run: () => undefined }

export const CommandLinkContext = createContext<CommandLink>(none)

export function useCommandLink(): CommandLink {
  return useContext(CommandLinkContext)
}
