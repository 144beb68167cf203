/** The machine goes to sleep in the middle of a training, and wakes: what Electron tells the shell reaches the process that trains. */
import { expect, test } from 'playwright/test'
import { type ElectronHost, openElectron } from './hosts/electron-host'
import { MonitorPage } from './pages/monitor-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'

let host: ElectronHost

test.beforeAll(async () => {
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
})

const machine = (news: 'suspend' | 'resume') => host.app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), news)

test('a training writes a checkpoint before the machine sleeps, and goes on when it is awake', async () => {
  await new ProjectsPage(host.page).openSample('smollm2')
  const form = new NewRunPage(host.page)
  await form.fill({ dSae: 256, k: 8, steps: 100_000, batchRows: 64 })
  await form.begin()
  const monitor = new MonitorPage(host.page)
  await monitor.pastStep(20)
  await machine('suspend')
  await monitor.state('paused')
  await expect(monitor.checkpoints.first()).toBeVisible()
  const step = await monitor.step()
  await machine('resume')
  await monitor.state('running')
  await monitor.pastStep(step)
})
