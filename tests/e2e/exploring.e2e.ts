/** Features of an analyzed run explored by keyboard: filter and views, intervals, numbers, map, logits, what fires together, denoising. */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkout, type ElectronHost } from './hosts/electron-host'
import { textOf } from './hosts/handed-out'
import { openPrepared } from './hosts/opened-project'
import { npy } from './hosts/small-data'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { unexplained } from './pages/figures'
import { LoupeWindow } from './pages/window'

let host: ElectronHost
let work: string
let close: (() => Promise<void>) | undefined

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  ;({ host, work, close } = await openPrepared('Sample'))
})

test.afterAll(() => close?.())

test('the filter completes, its view is saved, and handles and a held feature pull their rows', async () => {
  const { page } = host
  const explore = new ExplorePage(page)
  await new LoupeWindow(page).go('Explore')
  await expect(explore.grid).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('dead')
  await expect(page.getByRole('option', { name: /^dead:no/ })).toBeVisible()
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter', 'Escape']) await page.keyboard.press(key)
  // The list is told what was typed after a pause; what is saved is the list's.
  await page.waitForTimeout(300)
  await page.keyboard.press('ControlOrMeta+Shift+s')
  await expect(page.getByRole('textbox', { name: 'Name of the view' })).toBeFocused()
  await page.keyboard.type('Living')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Living/, pressed: true })).toBeVisible()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const view = new FeatureView(page)
  await expect(view.top.first()).toBeVisible()
  const held = await view.id()
  await page.keyboard.press('Shift+H')
  await page.keyboard.press('j')
  await expect.poll(() => view.id()).not.toBe(held)
  await page.keyboard.press('c')
  await expect(page.getByRole('region', { name: `Only ${held}` })).toBeVisible()
  expect.soft(await unexplained(page)).toEqual([])
  await page.keyboard.press('c')
  await new LoupeWindow(page).reach(page.getByRole('slider', { name: 'Lower end of the interval' }))
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('region', { name: 'Between' }).getByRole('listitem').first()).toBeVisible()
})

test('further numbers are read, the histogram is log-spaced, and a column is added', async () => {
  const { page } = host
  const numbers = page.getByRole('group', { name: 'Further numbers' })
  await expect(numbers.getByRole('button', { name: /^documents [\d,]+$/ })).toBeVisible()
  const bins = page.getByRole('radiogroup', { name: 'Bins of the histogram' }).getByRole('radio', { checked: true })
  await page.keyboard.press('b')
  await expect(bins).toHaveText('log')
  await page.keyboard.press('b')
  await expect(bins).toHaveText('linear')
  await page.keyboard.press('Backspace')
  const explore = new ExplorePage(page)
  await expect(explore.grid).toBeVisible()
  await new LoupeWindow(page).reach(page.getByRole('button', { name: 'Numbers' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: 'variance' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(explore.grid.getByRole('columnheader', { name: 'skew' })).toBeVisible()
  expect.soft(await unexplained(page)).toEqual([])
})

test('the map is made, saved as a table and as a picture', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  const make = page.getByRole('button', { name: 'Make the map' })
  await window.reach(make)
  await page.keyboard.press('Enter')
  const map = page.getByRole('application', { name: /^Map of 256 features/ })
  await expect(map).toBeVisible({ timeout: 60_000 })
  await window.reach(map)
  await page.keyboard.press('ArrowRight')
  await host.answerDialogs([join(work, 'map.csv')])
  await window.command('Save as CSV')
  await expect.poll(() => textOf(join(work, 'map.csv')).trim().split('\n').length).toBe(257)
  await host.answerDialogs([join(work, 'map.svg')])
  await window.command('Save as SVG')
  await expect.poll(() => textOf(join(work, 'map.svg')).split('<circle').length).toBeGreaterThan(256)
})

test('direct logits are computed from an unembedding that is chosen by dialog', async () => {
  const { page } = host
  const vocabulary = join(work, 'vocabulary.txt')
  writeFileSync(vocabulary, 'one\ntwo\nthree\n')
  const unembedding = join(work, 'unembedding.npy')
  writeFileSync(
    unembedding,
    npy(
      Float32Array.from({ length: 576 * 3 }, (_, place) => Math.sin(place)),
      [576, 3]
    )
  )
  const window = new LoupeWindow(page)
  await window.go('Explore')
  await expect(new ExplorePage(page).grid).toBeVisible()
  await page.keyboard.press('Enter')
  await expect.poll(() => new FeatureView(page).id()).toBeGreaterThanOrEqual(0)
  await window.command('Direct logits')
  for (const [label, path] of [
    ['Unembedding', unembedding],
    ['Vocabulary', vocabulary]
  ]) {
    await host.answerDialogs([path])
    await window.reach(page.getByRole('button', { name: `Choose… ${label}` }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: label })).toHaveValue(path)
  }
  await window.reach(page.getByRole('textbox', { name: 'Unembedding' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Raised tokens' })).toContainText(/one|two|three/, { timeout: 60_000 })
  await expect(page.getByRole('list', { name: 'Lowered tokens' }).getByRole('listitem')).toHaveCount(3)
})

test('what a feature fires together with is counted and saved; no number of its page is without words', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  await window.reach(page.getByRole('button', { name: 'Count for all features' }))
  await page.keyboard.press('Enter')
  const together = page.getByRole('list', { name: 'Features it fires together with' }).getByRole('listitem')
  await expect(together.first()).toBeVisible({ timeout: 60_000 })
  expect.soft(await unexplained(page)).toEqual([])
  await host.answerDialogs([join(work, 'together.csv')])
  await window.command('Save as CSV')
  await expect
    .poll(() => textOf(join(work, 'together.csv')))
    .toMatch(/^measure,feature,other,value\nJaccard,\d+,\d+,[\d.]+\n[\s\S]*\nPMI,/)
})

test('denoised activations are written with a receipt', async () => {
  const { page } = host
  await new LoupeWindow(page).command('Write denoised activations')
  const folder = join(work, 'denoised')
  const form = page.getByRole('dialog', { name: /^Write denoised activations/ })
  await host.answerDialogs([folder])
  const window = new LoupeWindow(page)
  await window.reach(form.getByRole('button', { name: 'Choose… New folder' }))
  await page.keyboard.press('Enter')
  await expect(form.getByRole('textbox', { name: 'New folder' })).toHaveValue(folder)
  await host.answerDialogs([join(checkout, 'resources', 'samples', 'smollm2', 'resid_post.npy')])
  await window.reach(form.getByRole('button', { name: 'Choose… Clean rows' }))
  await page.keyboard.press('Enter')
  await expect(form.getByRole('textbox', { name: 'Clean rows' })).not.toHaveValue('')
  await window.reach(form.getByRole('textbox', { name: 'New folder' }))
  await page.keyboard.press('Enter')
  await expect(form).toContainText(/no noise before, [\d.]+ dB after/, { timeout: 60_000 })
  expect(readdirSync(folder).some((name) => name.endsWith('.npy'))).toBe(true)
  await page.keyboard.press('Escape')
})
