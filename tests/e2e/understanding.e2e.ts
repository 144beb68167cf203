/** Questions about a trained dictionary, all asked and read by keyboard: patterns, a row, two runs, anomalies, categories. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type ElectronHost, openElectron } from './hosts/electron-host'
import { cited, textOf } from './hosts/handed-out'
import { openByKeys } from './hosts/opened-project'
import { prepareProject, small } from './hosts/prepared-project'
import { FeatureView } from './pages/feature-page'
import { unexplained } from './pages/figures'
import { MonitorPage } from './pages/monitor-page'
import { NewRunPage } from './pages/new-run-page'
import { PatternsPage } from './pages/patterns-page'
import { ProjectsPage } from './pages/projects-page'
import { RowPage } from './pages/row-page'
import { StudyPage } from './pages/study-page'
import { LoupeWindow } from './pages/window'

const phrases = ['cat', 'joyful cat', 'dog', 'loyal dog', 'not cat', 'not dog', 'robot', 'AI assistant']
const negated = ['not cat', 'not dog']

let host: ElectronHost
let work: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-understand-'))
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

test('the pattern table of the toy stands beside its dense layer', async () => {
  const { page } = host
  await new ProjectsPage(page).openSample('toy')
  const form = new NewRunPage(page)
  await form.type({ dSae: 8, k: 1 })
  await form.begin()
  await new MonitorPage(page).state('done', 90_000)
  await new MonitorPage(page).analyzed()
  await page.keyboard.press('Alt+p')
  const patterns = new PatternsPage(page)
  await new StudyPage(page).answered(patterns.dense)
  const dense = await patterns.means(patterns.dense)
  expect(Object.keys(dense).sort()).toEqual([...phrases].sort())
  expect(dense.cat).toEqual({ x0: 0.8, x1: 0.3, x2: 0.1, x3: 0.05 })
  const sparse = await patterns.means(patterns.features('topk-1-a'))
  const firesOn = (phrase: string) => Object.keys(sparse[phrase]).filter((feature) => sparse[phrase][feature] > 0)
  for (const phrase of phrases) expect(firesOn(phrase)).toHaveLength(1)
  for (const phrase of negated) expect(firesOn(phrase)).not.toEqual(firesOn('cat'))
  expect.soft(await unexplained(page)).toEqual([])
})

test('its cells are walked, sorted and saved by keyboard', async () => {
  const { page } = host
  const patterns = new PatternsPage(page)
  await expect(patterns.dense).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(patterns.readout).toHaveText(/^input \d on .+: mean [\d.]+ over 1 row/)
  await page.keyboard.press('Tab')
  const features = patterns.features('topk-1-a')
  await expect(features).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(patterns.active(features)).toBeVisible()
  await expect(patterns.readout).toHaveText(/^feature \d on /)
  await page.keyboard.press('s')
  const window = new LoupeWindow(page)
  await host.answerDialogs([join(work, 'toy.csv')])
  await window.command('Save as CSV')
  await expect(window.messages).toContainText('saved')
  expect(readFileSync(join(work, 'toy.csv'), 'utf8').split('\n')[0]).toMatch(/^feature,eta_squared,/)
  await host.answerDialogs([join(work, 'toy.svg')])
  await window.command('Save as SVG')
  await expect.poll(() => textOf(join(work, 'toy.svg'))).toMatch(/^<svg [\s\S]*joyful cat/)
})

test('the pattern table of the real sample leads to a feature', async () => {
  const { page } = host
  const project = prepareProject(work, 'Sample', join(work, 'user'), { ...small, both: true })
  await new LoupeWindow(page).go('Projects')
  await openByKeys(host, project)
  await page.keyboard.press('Alt+p')
  const patterns = new PatternsPage(page)
  const grid = patterns.features('topk-8-a')
  await new StudyPage(page).answered(grid)
  await expect(grid.getByRole('columnheader', { name: 'scripture' })).toBeVisible()
  await expect(grid).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const name = await patterns.readout.innerText()
  await page.keyboard.press('Enter')
  const id = Number(/^feature (\d+)/.exec(name)?.[1])
  await expect.poll(() => new FeatureView(page).id()).toBe(id)
})

test('a row is explained, and a silenced feature moves its reconstruction', async () => {
  const { page } = host
  const row = new RowPage(page)
  await page.keyboard.press('Alt+r')
  await expect(row.search).toBeVisible()
  await page.keyboard.press('/')
  await expect(row.search).toBeFocused()
  await page.keyboard.type('1,000')
  await page.keyboard.press('Enter')
  await expect(row.heading).toHaveText('Row 1,000')
  await expect(row.missed).toBeVisible()
  await expect(row.nearest.first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await expect(row.active).toContainText('silent')
  await expect(row.moved).toBeVisible()
  expect.soft(await unexplained(page)).toEqual([])
  await cited(
    host,
    'Control+Alt+c',
    /^Row 1000 \(.*\): .* of the reconstruction, FVU [\d.]+ \(.*run topk-8-a, step 150, [\d,]+ rows\)$/
  )
  await cited(host, 'Control+c', /^Feature \d+ .*on row 1000: activation .*run topk-8-a, step 150/)
  await host.answerDialogs([join(work, 'row.csv')])
  await new LoupeWindow(page).command('Save as CSV')
  await expect.poll(() => textOf(join(work, 'row.csv'))).toMatch(/^feature,label,activation,set_to,share\n/)
  await host.answerDialogs([join(work, 'row.svg')])
  await new LoupeWindow(page).command('Save as SVG')
  await expect.poll(() => textOf(join(work, 'row.svg'))).toContain('share in the reconstruction')
  await page.keyboard.press('z')
  await expect(row.moved).toBeHidden()
  await page.keyboard.press('j')
  await expect(row.heading).toHaveText('Row 1,001')
})

test('two runs are compared', async () => {
  const { page } = host
  await page.keyboard.press('Alt+d')
  const match = page.getByRole('region', { name: 'Feature match' })
  await new StudyPage(page).answered(match)
  await expect(match).toContainText(/MCC\s*0\.\d+/)
  await expect(page.getByRole('region', { name: 'Measures' }).getByRole('row', { name: /^explained variance 0\./ })).toBeVisible()
  const lists = page.getByRole('radiogroup', { name: 'List of features' }).getByRole('radio', { checked: true })
  await expect(lists).toHaveText(/^Pairs/)
  expect.soft(await unexplained(page)).toEqual([])
  await cited(host, 'Control+c', /^Feature \d+ of topk-8-a and feature \d+ of topk-4-a: decoder cosine .*run topk-4-a, step 60/)
  const alive = match.locator('[data-figure="MCC of pairs that both fire"]')
  await new LoupeWindow(page).reach(alive)
  await expect(page.getByRole('tooltip')).toContainText('Mean similarity of the matched pairs')
  await cited(
    host,
    'Enter',
    /^topk-8-a and topk-4-a: MCC of pairs that both fire 0\.\d+ \(.*run topk-4-a, step 60; [\d,]+ rows\)$/
  )
  await page.keyboard.press(']')
  await expect(lists).toHaveText(/^Only in topk-8-a/)
})

test('an anomaly list says how well it finds a category, and leads to a row', async () => {
  const { page } = host
  await page.keyboard.press('Alt+a')
  const grid = page.getByRole('grid', { name: 'Anomalies' })
  await new StudyPage(page).answered(grid)
  const window = new LoupeWindow(page)
  await window.reach(page.getByLabel('Measure against a label column'))
  await page.keyboard.press('ArrowDown')
  const scores = page.getByRole('region', { name: 'How well it finds categories' })
  await new StudyPage(page).answered(scores)
  await expect(scores.getByRole('row', { name: /^scripture / })).toBeVisible()
  expect.soft(await unexplained(page)).toEqual([])
  await window.reach(grid)
  await cited(host, 'Control+Alt+c', /^Row \d+ \(.*: FVU .*, place 1 of .*run topk-8-a, step 150/)
  await page.keyboard.press('ArrowDown')
  const row = await grid.getByRole('row', { selected: true }).getByRole('gridcell').first().innerText()
  await page.keyboard.press('Enter')
  await expect(new RowPage(page).heading).toHaveText(`Row ${row}`)
})

test('categories have their best features', async () => {
  const { page } = host
  await page.keyboard.press('Alt+l')
  const grid = page.getByRole('grid', { name: /^Features of / })
  await new StudyPage(page).answered(grid)
  const first = await page.getByRole('heading', { level: 1 }).innerText()
  await page.keyboard.press(']')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(first)
  const window = new LoupeWindow(page)
  await window.reach(page.getByRole('button', { name: /^Probe / }))
  await page.keyboard.press('Enter')
  const probe = page.getByRole('list', { name: 'Probe of 1 feature', exact: true })
  await expect(probe).toBeVisible({ timeout: 60_000 })
  expect.soft(await unexplained(page)).toEqual([])
  await window.reach(page.locator('[data-figure="recall"]').first())
  await cited(host, 'Enter', /^Probe of feature \d+ for .* = .*: recall [\d.]+ \(.*held-out rows.*run topk-8-a, step 150/)
  await window.reach(grid)
  await cited(host, 'Control+Alt+c', /^Feature \d+ for .*: F1 .*held-out rows.*run topk-8-a, step 150/)
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
})
