/** One change of 10,000 of 100,000 labels in the window, its undo and redo: from the key to the frame in which the list shows it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { openProject } from '../../main/store/index'
import { openElectron } from '../../tests/e2e/hosts/electron-host'
import { prepareProject } from '../../tests/e2e/hosts/prepared-project'
import { writeWideRun } from '../../tests/e2e/hosts/wide-run'
import { AnnotatePage } from '../../tests/e2e/pages/annotate-page'
import { MonitorPage } from '../../tests/e2e/pages/monitor-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { addFigures, timed } from './figures'

const features = 100_000
const selected = 10_000

test('one change of 10,000 labels', async () => {
  const work = mkdtempSync(join(tmpdir(), 'loupe-bench-bulk-'))
  const project = prepareProject(work, 'Bulk', join(work, 'user'))
  await writeLabels(project, await writeWideRun(project, { features }))
  const host = await openElectron({ userData: join(work, 'user') })
  try {
    const { page } = host
    await host.answerDialogs([project])
    await page.keyboard.press('ControlOrMeta+O')
    await expect(new MonitorPage(page).job).toBeVisible()
    await selectMany(page)
    const times = await timesOfChanges(page)
    const most = (part: RegExp) => Math.max(...Object.keys(times).flatMap((name) => (part.test(name) ? times[name] : [])))
    addFigures({ bulk_ms: most(/^[a-z]+$/), bulk_undo_ms: most(/_/), bulk_by_change: times })
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})

/** A label, notes and a tag for every feature, as somebody would have written them. */
async function writeLabels(folder: string, name: string): Promise<void> {
  const store = await openProject(folder)
  const run = store.runs.list().find((one) => one.name === name)?.id ?? ''
  for (let from = 0; from < features; from += selected) {
    const edits = Array.from({ length: selected }, (_, i) => ({
      feature: from + i,
      change: { label: textOf(from + i, 4), notes: textOf(from + i, 30), tags: ['written'], status: 'labeled' as const }
    }))
    store.labels.editMany(run, edits, { author: 'bench' })
  }
  store.close()
}

/** As many words, others for each feature. */
function textOf(feature: number, words: number): string {
  return Array.from({ length: words }, (_, i) => ((feature + 1) * (i + 7) * 48_271).toString(36).slice(0, 6)).join(' ')
}

/** Many at once, with 10,000 features found and selected. */
async function selectMany(page: Page): Promise<void> {
  await new LoupeWindow(page).go('Annotate')
  const annotate = new AnnotatePage(page)
  await expect(annotate.filter).toBeVisible()
  await page.getByRole('main').focus()
  await page.keyboard.press('v')
  await annotate.filter.focus()
  // Every twentieth feature is dead and not in the queue.
  await page.keyboard.type(`status:labeled id:0-${Math.ceil((selected * 20) / 19)}`)
  await page.keyboard.press('Enter')
  const found = async () => Number(await annotate.bulk.getAttribute('aria-rowcount')) - 1
  await expect.poll(found, { timeout: 20_000 }).toBeLessThan(1.01 * selected)
  expect(await found()).toBeGreaterThanOrEqual(selected)
  await page.getByRole('main').focus()
  await page.keyboard.press('ControlOrMeta+a')
}

/** Milliseconds of each change, and of what takes it back and does it again. */
async function timesOfChanges(page: Page): Promise<Record<string, number>> {
  const times: Record<string, number> = {}
  const changes: [name: string, change: () => Promise<void>][] = [
    ['status', () => page.keyboard.press('f')],
    ['tag', () => giveText(page, 't', 'seen in the bench')],
    ['label', () => giveText(page, 'l', 'one pattern')]
  ]
  for (const [name, change] of changes) {
    times[name] = await shownAfter(page, change)
    times[`${name}_undo`] = await shownAfter(page, () => page.keyboard.press('ControlOrMeta+z'))
    times[`${name}_redo`] = await shownAfter(page, () => page.keyboard.press('ControlOrMeta+Shift+z'))
  }
  return times
}

/** The text is there before the clock begins with Enter. */
async function giveText(page: Page, key: string, text: string): Promise<void> {
  await page.keyboard.press(key)
  await page.keyboard.insertText(text)
  await page.keyboard.press('Enter')
}

async function shownAfter(page: Page, press: () => Promise<void>): Promise<number> {
  const time = await timed(page, untilRowsChange, press)
  // The toast, and what is asked again in the background.
  await page.waitForTimeout(2_000)
  return time
}

/** Runs in the page: milliseconds from the last key to the frame in which the rows in view are other ones than before. */
async function untilRowsChange(): Promise<number> {
  const begun = performance.now()
  let pressed: number | undefined
  window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true })
  const textOfRow = (row: Element) => {
    return `${row.textContent} ${row.querySelector('[role="img"]')?.getAttribute('aria-label')}`
  }
  const rows = () =>
    [...document.querySelectorAll('[role="grid"] [role="row"][aria-rowindex]')].slice(1, 12).map(textOfRow).join()
  const before = rows()
  const isWaiting = () => rows() === before || document.body.textContent?.includes('changing ')
  while (pressed === undefined || isWaiting()) {
    if (performance.now() - begun > 20_000) throw new Error('the rows did not change')
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return performance.now() - pressed
}
