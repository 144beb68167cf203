/** The engine as the shell sees it: a process that windows are connected to. How it was started is the launchers' business. */
import type { MessagePortMain } from 'electron'
import type { GivenKey } from '../../../contract/wire/relay'

export interface EngineLink {
  /** Connects a window; the port is closed by either side. */
  connect(port: MessagePortMain): void
  /** Paths that the person chose: windows may name them from now on. */
  grant(paths: string[]): void
  /** Before the machine sleeps, and when it is awake again. */
  tell(news: 'sleep' | 'wake'): void
  /** The key of a language model’s server; null: there is none. */
  giveModelKey(given: GivenKey | null): void
  /** Asks the engine to save and end; resolves when it did, or after `withinMs` by force. */
  end(withinMs: number): Promise<void>
  /** Called once, when the process is gone. */
  onExit(listener: (code: number | null) => void): void
}
