/**
 * Host services: what only the shell (Electron) or the page (browser mode) can do.
 * A second, small interface beside the calls; the preload bridge and the browser host implement it.
 */

/** `activations` also takes row tables; both take many. */
export type PickPurpose = 'files' | 'project' | 'folder'

export interface HostBridge {
  readonly kind: 'electron' | 'browser'
  readonly platform: string
  /** Paths the person chose, empty when cancelled. They may then be used in calls. `null` when the host has no dialog (the page asks for a path). */
  pick(purpose: PickPurpose): Promise<string[] | null>
  /** Paths of dropped files, in order. `null` when the host can not know them. */
  pathsOfDrop(files: File[]): Promise<string[] | null>
  /** Where to write something new; null when cancelled. */
  pickSave(suggestion: string): Promise<string | null>
  showInFolder(path: string): Promise<void>
  copyText(text: string): Promise<void>
  /** Asks where, starting at the suggested name, and writes a file that the page made. False when cancelled. */
  saveFile(suggestion: string, content: Uint8Array): Promise<boolean>
  setTheme(theme: 'system' | 'light' | 'dark'): Promise<void>
  /** Another window of this Loupe; `place` (app/first-place.ts, as text of an address) is where it begins. */
  newWindow(place: string): Promise<void>
  windowControl(action: 'minimize' | 'maximize' | 'close'): Promise<void>
  /**
   * Keeps the key of a language model's server, for this origin only: in the system's secure storage (`system`), or where there is none
   * until Loupe ends (`session`). Null takes it away. It is never given back. `null` when the host has no place for it.
   */
  keepModelKey(key: string | null, origin: string): Promise<'none' | 'system' | 'session' | null>
  /** Commands chosen in the native menu. */
  onCommand(listener: (command: string) => void): () => void
  /** Asked before the window closes, which waits until the answer (for two seconds at most). */
  onLeave(listener: () => Promise<void>): () => void
}
