/** What a scenario needs of the program it drives, whether that is the Electron window or a browser on `loupe serve`. */
import type { Page } from 'playwright/test'

export interface Host {
  readonly kind: 'electron' | 'browser'
  readonly page: Page
  /** Folder that only this host uses: recents, samples, settings. */
  readonly userData: string
  /** What the next dialogs answer. The browser has no dialogs: the page asks for paths. */
  answerDialogs(paths: string[]): Promise<void>
  close(): Promise<void>
}
