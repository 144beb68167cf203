/** The toy sample: a small dictionary gives affirmed and negated phrases features of their own. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { ExplorePage } from './pages/explore-page'
import { ExportPage } from './pages/export-page'
import { FeatureView } from './pages/feature-page'
import { MonitorPage } from './pages/monitor-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'
import { RunsPage } from './pages/runs-page'
import { LoupeWindow } from './pages/window'

const affirmed = ['cat', 'joyful cat', 'dog', 'loyal dog']
const negated = ['not cat', 'not dog']
const features = 8

let host: Host
let work: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-toy-'))
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

test('the toy opens and trains', async () => {
  await new ProjectsPage(host.page).openSample('toy')
  const form = new NewRunPage(host.page)
  await form.fill({ dSae: features, k: 1 })
  await form.begin()
  const monitor = new MonitorPage(host.page)
  await monitor.state('done', 90_000)
  await monitor.analyzed()
})

test('affirmed and negated phrases fire different features', async () => {
  const { page } = host
  const explore = new ExplorePage(page)
  await page.keyboard.press('e')
  await expect(explore.grid).toBeVisible()
  await page.keyboard.press('/')
  await expect(explore.filter).toBeFocused()
  await page.keyboard.type('dead:no')
  await expect.poll(() => explore.total()).toBeLessThan(features)
  const living = await explore.total()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const fires = await phrasesByFeature(living)
  const only = (phrases: string[]) => fires.filter((own) => own.length > 0 && own.every((phrase) => phrases.includes(phrase)))
  expect(only(affirmed).flat().sort()).toEqual([...affirmed].sort())
  expect(only(negated).flat().sort()).toEqual([...negated].sort())
})

/** The phrases that each living feature fires on, read from its page; `J` goes to the next. */
async function phrasesByFeature(living: number): Promise<string[][]> {
  const view = new FeatureView(host.page)
  const seen = new Map<number, string[]>()
  while (seen.size < living) {
    await expect.poll(async () => seen.has(await view.id())).toBe(false)
    await expect(view.top.first()).toBeVisible()
    seen.set(await view.id(), await view.topTokens())
    await host.page.keyboard.press('j')
  }
  return [...seen.values()]
}

test('a configuration is kept as a preset, used again and removed', async () => {
  const { page } = host
  await new LoupeWindow(page).go('Runs')
  await page.getByRole('main').focus()
  await page.keyboard.press('n')
  const form = new NewRunPage(page)
  await form.fill({ dSae: features, k: 2 })
  await page.keyboard.press('ControlOrMeta+S')
  await page.keyboard.type('two at once')
  await page.keyboard.press('Enter')
  await form.architecture('JumpReLU')
  await expect(form.field('k')).toBeHidden()
  await form.ownPreset.selectOption('two at once')
  await expect(form.field('k')).toHaveValue('2')
  await page.keyboard.press('ControlOrMeta+Delete')
  await expect(form.ownPreset).toBeHidden()
  await page.keyboard.press('Escape')
})

test('a sweep trains over two values of k, and its runs are compared', async () => {
  const { page } = host
  await new LoupeWindow(page).go('Runs')
  await page.getByRole('main').focus()
  await page.keyboard.press('n')
  const form = new NewRunPage(page)
  await form.fill({ dSae: features, steps: 200 })
  await form.sweep('k', '1, 2')
  await expect(form.page.getByRole('button', { name: 'Start 2 runs' })).toBeEnabled()
  await page.keyboard.press('ControlOrMeta+Enter')
  const runs = new RunsPage(page)
  await expect(runs.rows).toHaveCount(2)
  await expect(runs.rows.filter({ hasText: 'done' })).toHaveCount(2, { timeout: 60_000 })
  await expect(runs.plane).toHaveAccessibleName(/of 2 runs/)
  await page.keyboard.press('Home')
  for (const key of ['x', 'End', 'x']) await page.keyboard.press(key)
  await expect(runs.differences.getByRole('row', { name: 'k 2 1' })).toBeVisible()
})

test('the plane is saved as a picture and the runs as a table', async () => {
  const saved = new LoupeWindow(host.page)
  await host.answerDialogs([join(work, 'plane.svg')])
  await saved.command('Save as SVG')
  await expect(saved.messages).toContainText('saved')
  expect(readFileSync(join(work, 'plane.svg'), 'utf8')).toMatch(/^<svg [\s\S]*Pareto|<circle/)
  await host.answerDialogs([join(work, 'runs.csv')])
  await saved.command('Save as CSV')
  const lines = () => (existsSync(join(work, 'runs.csv')) ? readFileSync(join(work, 'runs.csv'), 'utf8').split('\n') : [])
  await expect.poll(() => lines().length).toBe(4)
})

test('the curves of both are looked at by keys, as a table too, and saved', async () => {
  const { page } = host
  const runs = new RunsPage(page)
  await runs.grid.focus()
  await page.keyboard.press('x')
  await expect(runs.curves).toBeVisible()
  await page.keyboard.press('v')
  await expect(runs.curves.getByRole('table', { name: /^Values of / })).toContainText('200')
  await page.keyboard.press('v')
  await expect(runs.curves.locator('canvas').first()).toBeVisible()
  await host.answerDialogs([join(work, 'curves.csv')])
  await runs.curves.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save as CSV…' }).click()
  const lines = () =>
    existsSync(join(work, 'curves.csv')) ? readFileSync(join(work, 'curves.csv'), 'utf8').trimEnd().split('\n') : []
  await expect.poll(() => lines().length).toBe(1 + 2 * 200)
  expect(lines()[0]).toBe(
    'run,step,seconds,train fvu,validation fvu,train l0,train explained_variance,validation explained_variance'
  )
})

test('it is exported', async () => {
  const screen = new ExportPage(host.page)
  await new LoupeWindow(host.page).go('Export')
  await host.answerDialogs([join(work, 'toy')])
  await screen.chooseFolder()
  await screen.write()
  await expect(screen.receipt).toContainText('Read back and compared: equal', { timeout: 30_000 })
  expect(JSON.parse(readFileSync(join(work, 'toy', 'cfg.json'), 'utf8'))).toMatchObject({ d_in: 4, d_sae: features, k: 1 })
  expect(existsSync(join(work, 'toy', 'sae_weights.safetensors'))).toBe(true)
})
