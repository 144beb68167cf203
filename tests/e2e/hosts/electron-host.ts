/** The real Electron window on the built program, with a user folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ElectronApplication, _electron as electron, type Page } from 'playwright'
import type { Host } from './host'
import { descendantWith } from './processes'

export const checkout = resolve(import.meta.dirname, '../../..')

export interface ElectronOptions {
  userData?: string
  width?: number
  height?: number
  theme?: 'light' | 'dark'
  /** Device pixels per CSS pixel; that of the screen when left out. */
  pixelRatio?: number
}

export interface ElectronHost extends Host {
  readonly app: ElectronApplication
  /** The process of a built entry, such as `job-train.cjs`; undefined while there is none. */
  processOf(entry: string): Promise<number | undefined>
}

/**
 * On a busy machine Playwright sometimes never gets through to the program, or attaches while the window still loads and then
 * never hears of its page: only then is the program started again. One that ends, or that has no first screen to show by its
 * own account, fails the test.
 */
async function firstScreen(
  start: () => Promise<ElectronApplication>,
  tries = 4
): Promise<{ app: ElectronApplication; page: Page }> {
  const again = (why: string) => {
    console.log(`The program is started again: ${why}`)
    return firstScreen(start, tries - 1)
  }
  const app = await start().catch((error: Error) => {
    if (tries === 1 || error.name !== 'TimeoutError') throw error
    return error
  })
  if (app instanceof Error) return again(app.message)
  try {
    const page = await app.firstWindow({ timeout: 15_000 })
    await page.getByRole('heading', { level: 1 }).waitFor({ timeout: 30_000 })
    return { app, page }
  } catch (error) {
    const shown = await headingItself(app)
    app.process().kill('SIGKILL')
    if (tries === 1 || !shown) throw error
    return again(`it shows “${shown}”, and Playwright does not hear of it`)
  }
}

/** The heading of the first screen, asked of the program and not of the page that Playwright may not know. */
function headingItself(app: ElectronApplication): Promise<string | undefined> {
  const asked = app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`document.querySelector('h1')?.textContent`)
  )
  return Promise.race([asked.catch(() => undefined), pause(10_000, undefined)])
}

export async function openElectron(options: ElectronOptions = {}): Promise<ElectronHost> {
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'loupe-e2e-'))
  const executablePath = process.env.LOUPE_ELECTRON_BINARY
  if (!executablePath) throw new Error('No Electron here: run the tests with npm test')
  const start = () =>
    electron.launch({
      timeout: 20_000,
      executablePath,
      // Where there is no graphics card its process fails to begin, and on a busy machine the window hangs in waiting for it.
      args: ['--disable-gpu', ...scaleOf(options), checkout],
      env: { ...(process.env as Record<string, string>), LOUPE_USER_DATA: userData },
      colorScheme: options.theme ?? 'light'
    })
  const { app, page } = await firstScreen(start)
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

function scaleOf({ pixelRatio }: ElectronOptions): string[] {
  return pixelRatio === undefined ? [] : [`--force-device-scale-factor=${pixelRatio}`]
}

/** Utility processes do not have their entry on the command line; Electron knows them by the name they were given. */
function utilityWith(app: ElectronApplication, entry: string): Promise<number | undefined> {
  const name = entry === 'engine.cjs' ? 'Loupe engine' : `Loupe ${entry}`
  return app.evaluate(({ app: own }, wanted) => own.getAppMetrics().find((metric) => metric.name === wanted)?.pid, name)
}
