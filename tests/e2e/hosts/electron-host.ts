/** The real Electron window on the built program, with a user folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import type { Host } from './host'
import { descendantWith } from './processes'

export const checkout = resolve(import.meta.dirname, '../../..')

export interface ElectronOptions {
  userData?: string
  width?: number
  height?: number
  theme?: 'light' | 'dark'
}

export interface ElectronHost extends Host {
  readonly app: ElectronApplication
  /** The process of a built entry, such as `job-train.cjs`; undefined while there is none. */
  processOf(entry: string): Promise<number | undefined>
}

/**
 * Waits for the first screen. On a busy machine Playwright may attach while the window still loads and then never learns
 * of its page; loading it once more helps.
 */
async function settled(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  try {
    await heading.waitFor({ timeout: 12_000 })
  } catch {
    await page.reload()
    await heading.waitFor()
  }
}

export async function openElectron(options: ElectronOptions = {}): Promise<ElectronHost> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'loupe-e2e-'))
  const executablePath = process.env.LOUPE_ELECTRON_BINARY
  if (!executablePath) throw new Error('No Electron here: run the tests with npm test')
  const app = await electron.launch({
    executablePath,
    args: [checkout],
    env: { ...(process.env as Record<string, string>), LOUPE_USER_DATA: userData },
    colorScheme: options.theme ?? 'light'
  })
  const page = await app.firstWindow()
  await settled(page)
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height), {
    width: options.width ?? 1440,
    height: options.height ?? 900
  })
  return {
    kind: 'electron',
    page,
    userData,
    app,
    processOf: async (entry) => (await utilityWith(app, entry)) ?? descendantWith(app.process().pid ?? 0, entry),
    answerDialogs: (paths) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: chosen.length === 0, filePaths: chosen })
        dialog.showSaveDialog = async () => ({ canceled: chosen.length === 0, filePath: chosen[0] ?? '' })
      }, paths),
    async close() {
      // Nobody is there to answer whether a training may be left.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false })
      })
      await app.close()
      if (!options.userData) rmSync(userData, { recursive: true, force: true })
    }
  }
}

/** Utility processes do not have their entry on the command line; Electron knows them by the name they were given. */
function utilityWith(app: ElectronApplication, entry: string): Promise<number | undefined> {
  const name = entry === 'engine.cjs' ? 'Loupe engine' : `Loupe ${entry}`
  return app.evaluate(({ app: own }, wanted) => own.getAppMetrics().find((metric) => metric.name === wanted)?.pid, name)
}
