/** Processes ended by force in the middle of a training: nothing but the work since the last checkpoint is lost. */
import { expect, test } from 'playwright/test'
import { type ElectronHost, openElectron } from './hosts/electron-host'
import { isAlive } from './hosts/processes'
import { ExplorePage } from './pages/explore-page'
import { MonitorPage } from './pages/monitor-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'
import { LoupeWindow } from './pages/window'

const steps = 600
const every = 60

let host: ElectronHost

test.describe.configure({ mode: 'serial' })
test.skip(process.platform === 'win32', 'finds processes with ps')

test.beforeAll(async () => {
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
})

/** Starts what the form holds and waits for a checkpoint in the middle of it; resolves with the process that trains. */
async function trainToCheckpoint(): Promise<number> {
  const monitor = new MonitorPage(host.page)
  await new NewRunPage(host.page).begin()
  await expect(monitor.checkpoints.first()).toBeVisible({ timeout: 60_000 })
  const pid = await host.processOf('job-train.cjs')
  expect(pid).toBeGreaterThan(0)
  return pid as number
}

test('a killed training shows as interrupted, in words', async () => {
  await new ProjectsPage(host.page).openSample('smollm2')
  const form = new NewRunPage(host.page)
  await form.open('Validation and checkpoints')
  await form.fill({ dSae: 512, k: 16, steps, batchRows: 256, checkpointEverySteps: every })
  process.kill(await trainToCheckpoint(), 'SIGKILL')
  const monitor = new MonitorPage(host.page)
  await monitor.state('interrupted')
  await expect(monitor.what).toBeVisible()
  await expect(monitor.job).toContainText(/The checkpoint of step \d+ is safe/)
  expect(await monitor.step()).toBeLessThan(steps)
})

test('it resumes from its checkpoint and finishes', async () => {
  const { page } = host
  const monitor = new MonitorPage(page)
  const checkpoint = LoupeWindow.numberIn((await monitor.checkpoints.first().innerText()).split('\n')[0])
  expect(checkpoint % every).toBe(0)
  await page.keyboard.press('Space')
  await monitor.state('running')
  expect(await monitor.step()).toBeGreaterThanOrEqual(checkpoint)
  await monitor.state('done', 120_000)
  expect(await monitor.step()).toBe(steps)
  await monitor.analyzed()
})

test('a killed engine comes back by itself with the project as it was', async () => {
  const { page } = host
  const monitor = new MonitorPage(page)
  await page.keyboard.press('Shift+N')
  await expect(new NewRunPage(page).field('steps')).toHaveValue(String(steps))
  const training = await trainToCheckpoint()
  process.kill((await host.processOf('engine.cjs')) as number, 'SIGKILL')
  await expect(new LoupeWindow(page).messages).toContainText('The engine was gone and is back')
  await monitor.state('interrupted')
  await expect.poll(() => isAlive(training), { timeout: 20_000 }).toBe(false)
  await expect(page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(2)
})

test('features and runs can be used again after that', async () => {
  const { page } = host
  await page.getByRole('list', { name: 'Runs' }).getByRole('listitem').last().getByRole('button').last().click()
  const monitor = new MonitorPage(page)
  await monitor.state('done')
  await page.getByRole('main').focus()
  await page.keyboard.press('e')
  await expect.poll(() => new ExplorePage(page).total()).toBe(512)
})
