/** Measures the real window from outside while a training runs in it; figures go to LOUPE_BENCH_REPORT. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { openElectron } from '../../tests/e2e/hosts/electron-host'
import { prepareProject } from '../../tests/e2e/hosts/prepared-project'
import { MonitorPage } from '../../tests/e2e/pages/monitor-page'
import { NewRunPage } from '../../tests/e2e/pages/new-run-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { featureSteps } from './feature-steps'
import { addFigures } from './figures'

const features = 4608
const seconds = 15

test('the window while a training runs', async () => {
  const work = mkdtempSync(join(tmpdir(), 'loupe-bench-'))
  const project = prepareProject(work, 'Bench', join(work, 'user'))
  const host = await openElectron({ userData: join(work, 'user') })
  try {
    const { page } = host
    await new LoupeWindow(page).go('Projects')
    await host.answerDialogs([project])
    await page.keyboard.press('ControlOrMeta+O')
    await expect(new MonitorPage(page).tracks).toBeVisible()
    const steps = await featureSteps(page)
    await new LoupeWindow(page).go('Runs')
    await page.getByRole('main').focus()
    await page.keyboard.press('n')
    const run = new NewRunPage(page)
    await run.fill({ dSae: features, k: 32, steps: 2000, batchRows: 1024 })
    await run.begin()
    await new MonitorPage(page).pastStep(20)
    const live = await measure(page, seconds)
    const electron = await host.app.evaluate(() => process.versions.electron)
    addFigures({ ...live, ...steps, features, seconds, electron })
    expect(live.updates_per_second).toBeGreaterThan(0)
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})

/** Frames are those the page was called for; an update is a change of the step in the head. */
function measure(page: Page, length: number) {
  return page.evaluate(async (wanted) => {
    const step = document.querySelector('main strong')
    let [frames, updates, longest] = [0, 0, 0]
    const watcher = new MutationObserver(() => updates++)
    if (step) watcher.observe(step, { characterData: true, childList: true, subtree: true })
    const from = performance.now()
    let last = from
    while (performance.now() - from < wanted * 1000) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      frames++
      longest = Math.max(longest, now - last)
      last = now
    }
    watcher.disconnect()
    const took = (performance.now() - from) / 1000
    return { frames_per_second: frames / took, updates_per_second: updates / took, longest_frame_ms: longest }
  }, length)
}
