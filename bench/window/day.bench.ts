/**
 * A day of live updates in the real window, told as fast as it deals with them: what it keeps in memory after some hours and at
 * the end; figures go to LOUPE_BENCH_REPORT.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import type { Run } from '../../contract/records/run'
import { type ElectronHost, openElectron } from '../../tests/e2e/hosts/electron-host'
import { openByKeys } from '../../tests/e2e/hosts/opened-project'
import { loupe, prepareProject } from '../../tests/e2e/hosts/prepared-project'
import { MonitorPage } from '../../tests/e2e/pages/monitor-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { standBetween } from './between'
import { tellHours } from './day-of-updates'
import { addFigures } from './figures'

/** Until the first one all buffers have filled and been thinned. */
const hours = [3, 12, 24]
const updates = 24 * 3600 * 5

test('a day of live updates', async () => {
  test.setTimeout(3_600_000)
  const work = mkdtempSync(join(tmpdir(), 'loupe-day-'))
  const project = prepareProject(work, 'Day', join(work, 'user'))
  const host = await openElectron({ userData: join(work, 'user') })
  try {
    const { page } = host
    await standBetween(page)
    await new LoupeWindow(page).go('Projects')
    await openByKeys(host, project)
    const run = await shownRun(page, work, project)
    const memory = await memoryOver(host, run)
    const { drawn } = await new MonitorPage(page).picture()
    expect([await new MonitorPage(page).step(), drawn > 100]).toEqual([2 * updates, true])
    addFigures({ day_updates: updates, day_memory: memory, ...growth(memory) })
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})

/** As a run that trains for very long. */
async function shownRun(page: Page, work: string, project: string): Promise<Run> {
  const shown = await page.evaluate(() => window.loupeBetween.shown?.run)
  const { runs } = JSON.parse(loupe(join(work, 'user'), 'runs', project)) as { runs: Run[] }
  const run = runs.find(({ id }) => id === shown)
  if (!run) throw new Error('the window shows no run')
  return { ...run, config: { ...run.config, steps: 10 * updates } }
}

/** MB by hour. */
async function memoryOver(host: ElectronHost, run: Run): Promise<Record<string, number>> {
  const memory: Record<string, number> = {}
  let from = 0
  for (const to of hours) {
    await host.page.evaluate(tellHours, { run, from, to })
    const { heap, process } = await memoryOf(host)
    Object.assign(memory, { [`heap_${to}h`]: heap, [`process_${to}h`]: process })
    from = to
  }
  return memory
}

/** MB: JavaScript objects that are in use, and the whole process of the page, with what its arrays hold. */
async function memoryOf({ app, page }: ElectronHost): Promise<{ heap: number; process: number }> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(2_000)
    await session.send('HeapProfiler.collectGarbage')
    await session.send('Performance.enable')
    const { metrics } = await session.send('Performance.getMetrics')
    const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
    const kilobytes = await app.evaluate(({ app: own, BrowserWindow }) => {
      const pid = BrowserWindow.getAllWindows()[0].webContents.getOSProcessId()
      return own.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0
    })
    return { heap: used / 2 ** 20, process: kilobytes / 1024 }
  } finally {
    await session.detach()
  }
}

function growth(memory: Record<string, number>) {
  const [first, last] = [hours[0], hours[hours.length - 1]]
  return {
    day_heap_growth_mb: memory[`heap_${last}h`] - memory[`heap_${first}h`],
    day_process_growth_mb: memory[`process_${last}h`] - memory[`process_${first}h`]
  }
}
