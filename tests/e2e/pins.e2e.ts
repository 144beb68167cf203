/** Pinned features: from the monitor, Explore and a feature's page, by keyboard; followed over checkpoints, also those of a run that is over. */
import { expect, test } from 'playwright/test'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { MonitorPage } from './pages/monitor-page'
import { NewRunPage } from './pages/new-run-page'
import { PinsPart } from './pages/pins-part'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

let host: Host
let opened: OpenedProject
let pins: PinsPart
let window: LoupeWindow

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  opened = await openPrepared('Sample')
  host = opened.host
  pins = new PinsPart(host.page)
  window = new LoupeWindow(host.page)
})

test.afterAll(() => opened?.close())

test('nothing is pinned at first, and the panel says how to', async () => {
  await host.page.getByRole('main').focus()
  await host.page.keyboard.press('p')
  await expect(pins.numbers).toBeFocused()
  await expect(pins.section).toContainText('what they fire on')
  await expect(pins.section.getByText('densest')).toBeVisible()
  expect(await violations(host.page)).toEqual([])
})

test('what is no feature is said, and nothing is pinned', async () => {
  await host.page.keyboard.type('3, x')
  await expect(pins.section.getByRole('alert')).toHaveText(/“x” is no number/)
  await expect(pins.numbers).toBeFocused()
  await host.page.keyboard.press('Backspace')
  await host.page.keyboard.type('999')
  await expect(pins.section.getByRole('alert')).toHaveText(/no feature 999: the run has 0 to 255/)
  await host.page.keyboard.press('Enter')
  await expect(pins.pins).toHaveCount(0)
})

test('features are pinned by number or as suggested, and measured at the checkpoints of a run that is over', async () => {
  await pins.numbers.fill('')
  await pins.numbers.focus()
  for (const key of ['Tab', 'Enter']) await host.page.keyboard.press(key)
  await expect(pins.pins).toHaveCount(1)
  await pins.type('3, 17')
  await expect(pins.pins).toHaveCount(3)
  await host.page.keyboard.press('Escape')
  await expect(pins.numbers).toBeHidden()
  await expect(pins.checkpoint).toHaveText('checkpoint 150')
  await expect(
    pins
      .examples(3)
      .or(pins.pin(3).getByText(/Fires on none/))
      .first()
  ).toBeVisible({ timeout: 60_000 })
  await expect(pins.section.getByText(/Not measured/)).toHaveCount(0, { timeout: 60_000 })
  expect(await violations(host.page)).toEqual([])
})

test('the keys step through checkpoints, and the examples follow the marker', async () => {
  const shown = async () => LoupeWindow.numberIn(await pins.checkpoint.innerText())
  const first = pins.pins.first()
  const before = await first.innerText()
  await host.page.keyboard.press(',')
  await expect.poll(shown).toBeLessThan(150)
  const previous = await shown()
  await expect(host.page.getByRole('button', { name: 'Follow latest' })).toBeVisible()
  await expect.poll(() => first.innerText()).not.toBe(before)
  await host.page.keyboard.press('.')
  await expect.poll(shown).toBe(150)
  await expect.poll(() => first.innerText()).toBe(before)
  await host.page.keyboard.press('Home')
  await expect.poll(shown).toBeLessThan(previous)
  await host.page.keyboard.press('End')
  await expect.poll(shown).toBe(150)
})

test('a pin is taken away, and put back with what was measured', async () => {
  const button = pins.pin(17).getByRole('button', { name: 'Unpin feature 17' })
  await button.focus()
  await host.page.keyboard.press('Enter')
  await expect(pins.pin(17)).toHaveCount(0)
  await window.messages.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(pins.pin(17)).toBeVisible()
  await expect(pins.section.getByText(/Not measured/)).toHaveCount(0)
})

test('validation values are one button away', async () => {
  await host.page.getByRole('button', { name: 'Validation', exact: true }).press('Enter')
  await expect(host.page.getByRole('region', { name: 'Validation values' })).toBeVisible()
  await host.page.getByRole('button', { name: 'Pinned features', exact: true }).press('Enter')
  await expect(pins.pins).toHaveCount(3)
})

test('Explore and the page of a feature pin with the same key', async () => {
  const { page } = host
  await window.go('Explore')
  await expect(new ExplorePage(page).grid).toBeVisible()
  await page.getByRole('main').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('p')
  await expect(window.messages).toContainText(/Feature \d+ pinned|no longer pinned/)
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
  const pinned = page.getByRole('button', { name: /^Pin(ned)? ?P?$/ })
  const was = await pinned.getAttribute('aria-pressed')
  await page.keyboard.press('p')
  await expect(pinned).toHaveAttribute('aria-pressed', was === 'true' ? 'false' : 'true')
  expect(await violations(page)).toEqual([])
})

test('while a run trains they are measured at each checkpoint', async () => {
  const { page } = host
  await window.go('Runs')
  await page.getByRole('main').focus()
  await page.keyboard.press('n')
  const form = new NewRunPage(page)
  await form.open('Validation and checkpoints')
  await form.fill({ dSae: 256, k: 8, steps: 1_600, batchRows: 128, checkpointEverySteps: 200 })
  await form.begin()
  const monitor = new MonitorPage(page)
  await monitor.pastStep(1)
  await pins.type('5')
  await page.keyboard.press('Escape')
  await expect(pins.pin(5).getByRole('img', { name: /^density over \d+ checkpoints/ })).toBeVisible({ timeout: 60_000 })
  expect(await violations(page)).toEqual([])
  await monitor.state('done', 120_000)
  await expect(pins.checkpoint).toHaveText('checkpoint 1,600')
  // Few of the eight are kept; of those that were pruned it stays known what the feature fired on.
  expect(await monitor.checkpoints.count()).toBeLessThan(6)
  await page.keyboard.press('Home')
  await expect(pins.checkpoint).toHaveText('checkpoint 200')
  await expect(pins.pin(5).getByText(/%/)).toBeVisible()
  await pins.type('6')
  await expect(pins.pin(6)).toContainText('the checkpoint of step 200 was pruned')
})
