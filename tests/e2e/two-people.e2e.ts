/** Two at one project: a window and the command line, two windows, a window that joined another Loupe which is then killed. */
import { type ChildProcess, execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { serve } from './hosts/browser-host'
import { checkout, type ElectronHost, openElectron } from './hosts/electron-host'
import { openByKeys } from './hosts/opened-project'
import { prepareProject } from './hosts/prepared-project'
import { AnnotatePage } from './pages/annotate-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

let host: ElectronHost
let work: string
let project: string
let annotate: AnnotatePage

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-two-people-'))
  project = prepareProject(work, 'Sample', join(work, 'user'))
  host = await openElectron({ width: 1280, height: 800 })
  annotate = await annotating(host)
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

async function annotating(opened: ElectronHost): Promise<AnnotatePage> {
  const { page } = opened
  await openByKeys(opened, project)
  await new LoupeWindow(page).go('Annotate')
  const own = new AnnotatePage(page)
  await expect(own.label).toBeVisible()
  return own
}

/** Another person's `loupe`, with a user folder of its own. */
function loupe(...args: string[]): Promise<Record<string, unknown>> {
  const env = { ...process.env, LOUPE_USER_DATA: join(work, 'other-user') }
  return new Promise((settle, fail) =>
    execFile(process.execPath, [join(checkout, 'out/main/cli.cjs'), ...args, '--json'], { env }, (error, stdout) =>
      error ? fail(new Error(stdout || error.message)) : settle(JSON.parse(stdout))
    )
  )
}

async function write(label: string): Promise<void> {
  await host.page.keyboard.press('l')
  await annotate.label.fill(label)
  await host.page.keyboard.press('Escape')
}

/** As another process reads it. */
async function saved(feature: number, label: string): Promise<void> {
  const read = async () => (await loupe('feature', project, String(feature))).label
  await expect.poll(read, { timeout: 10_000 }).toBe(label)
}

const status = (page: Page) => page.locator('[data-region=status]')

test('a label from the command line shows in the window within a second', async () => {
  const feature = await annotate.id()
  const label = await loupe('label', project, String(feature), '--text', 'from the command line')
  expect(label).toMatchObject({ feature, label: 'from the command line' })
  await expect(annotate.label).toHaveValue('from the command line', { timeout: 1_000 })
})

test('what is typed in the window is there for the command line', async () => {
  const feature = await annotate.id()
  await write('typed in the window')
  await saved(feature, 'typed in the window')
})

test('a second window begins where the first is, and both show what either does', async () => {
  const feature = await annotate.id()
  await host.page.keyboard.press('ControlOrMeta+P')
  await host.page.keyboard.type(String(feature))
  const { palette } = new LoupeWindow(host.page)
  await expect(palette.getByRole('option', { selected: true })).toContainText('typed in the window')
  await host.page.keyboard.press('Enter')
  await expect(annotate.label).toHaveValue('typed in the window')
  const opened = host.app.waitForEvent('window')
  await host.page.keyboard.press('ControlOrMeta+Shift+N')
  const page = await opened
  const second = new AnnotatePage(page)
  await second.at(feature)
  await expect(second.label).toHaveValue('typed in the window')
  expect(await violations(page)).toEqual([])

  await page.keyboard.press('l')
  await second.label.fill('from the second window')
  await page.keyboard.press('Escape')
  await expect(annotate.label).toHaveValue('from the second window', { timeout: 1_500 })
  await host.page.keyboard.press('ControlOrMeta+Z')
  await expect(second.label).toHaveValue('typed in the window', { timeout: 1_500 })
  await page.close()
  await expect(annotate.label).toHaveValue('typed in the window')
})

test('a window that joined another Loupe says so, and goes on when that is killed', async () => {
  await new LoupeWindow(host.page).command('Close project')
  const { server } = await serve(join(work, 'other-user'), [project])
  try {
    annotate = await annotating(host)
    await expect(status(host.page)).toContainText('open in two Loupes')
    expect(await violations(host.page)).toEqual([])
    const feature = await annotate.id()
    await host.page.keyboard.press('l')
    await annotate.label.fill('written through the other')
    await killed(server)
    await expect(new LoupeWindow(host.page).messages).toContainText('The other Loupe that had this project open has ended')
    await expect(status(host.page)).not.toContainText('open in two Loupes')
    await saved(feature, 'written through the other')
    await annotate.at(feature)
    await expect(annotate.label).toHaveValue('written through the other')
    await write('written alone')
    await saved(feature, 'written alone')
  } finally {
    server.kill('SIGKILL')
  }
})

function killed(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    server.once('exit', () => done())
    server.kill('SIGKILL')
  })
}
