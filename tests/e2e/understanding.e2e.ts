/** Questions about a trained dictionary, all asked and read by keyboard: patterns, a row, two runs, anomalies, categories. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkout, type ElectronHost, openElectron } from './hosts/electron-host'
import { openByKeys } from './hosts/opened-project'
import { loupe, prepareProject, small } from './hosts/prepared-project'
import { offsetDead, twinMapping, twins, weakDead, writeTwins } from './hosts/twin-dictionary'
import { ExplorePage } from './pages/explore-page'
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
  await expect.poll(() => read(join(work, 'toy.svg'))).toMatch(/^<svg [\s\S]*joyful cat/)
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
    'Control+Alt+c',
    /^Row 1000 \(.*\): .* of the reconstruction, FVU [\d.]+ \(.*run topk-8-a, step 150, [\d,]+ rows\)$/
  )
  await cited('Control+c', /^Feature \d+ .*on row 1000: activation .*run topk-8-a, step 150/)
  await host.answerDialogs([join(work, 'row.csv')])
  await new LoupeWindow(page).command('Save as CSV')
  await expect.poll(() => read(join(work, 'row.csv'))).toMatch(/^feature,label,activation,set_to,share\n/)
  await host.answerDialogs([join(work, 'row.svg')])
  await new LoupeWindow(page).command('Save as SVG')
  await expect.poll(() => read(join(work, 'row.svg'))).toContain('share in the reconstruction')
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
  await cited('Control+c', /^Feature \d+ of topk-8-a and feature \d+ of topk-4-a: decoder cosine .*run topk-4-a, step 60/)
  const alive = match.locator('[data-figure="MCC of pairs that both fire"]')
  await new LoupeWindow(page).reach(alive)
  await expect(page.getByRole('tooltip')).toContainText('Mean similarity of the matched pairs')
  await cited('Enter', /^topk-8-a and topk-4-a: MCC of pairs that both fire 0\.\d+ \(.*run topk-4-a, step 60; [\d,]+ rows\)$/)
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
  await cited('Control+Alt+c', /^Row \d+ \(.*: FVU .*, place 1 of .*run topk-8-a, step 150/)
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
  await cited('Enter', /^Probe of feature \d+ for .* = .*: recall [\d.]+ \(.*held-out rows.*run topk-8-a, step 150/)
  await window.reach(grid)
  await cited('Control+Alt+c', /^Feature \d+ for .*: F1 .*held-out rows.*run topk-8-a, step 150/)
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
})

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
  await expect.poll(() => read(join(work, 'map.csv')).trim().split('\n').length).toBe(257)
  await host.answerDialogs([join(work, 'map.svg')])
  await window.command('Save as SVG')
  await expect.poll(() => read(join(work, 'map.svg')).split('<circle').length).toBeGreaterThan(256)
})

test('direct logits are computed from an unembedding that is chosen by dialog', async () => {
  const { page } = host
  const vocabulary = join(work, 'vocabulary.txt')
  writeFileSync(vocabulary, 'one\ntwo\nthree\n')
  const unembedding = join(work, 'unembedding.npy')
  writeFileSync(
    unembedding,
    npyOf(
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
    .poll(() => read(join(work, 'together.csv')))
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

test('relations of a dictionary that another Loupe brings in list its twins and its dead features', async () => {
  const { page } = host
  const project = join(work, 'Sample.loupe')
  const file = writeTwins(join(work, 'twins.npz'), 576)
  const user = join(work, 'user')
  loupe(user, 'import', project, file, '--name', 'twins', ...twinMapping, '--architecture', 'standard', '--kind', 'sae')
  loupe(user, 'analyze', project, '--run', 'twins')
  await page.keyboard.press('ControlOrMeta+P')
  await page.keyboard.type('twins')
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('twins')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  const study = new StudyPage(page)
  await expect(async () => {
    // The key goes to the run that was chosen once its screen is there.
    await page.keyboard.press('Alt+t')
    await expect(study.start).toBeVisible({ timeout: 2000 })
  }).toPass()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(study.cancel).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(page.getByRole('main')).toContainText('It was stopped before there was an answer')
  const pairs = page.getByRole('grid', { name: 'Near-duplicates' })
  await study.answered(pairs)
  await expect(pairs.getByRole('row').filter({ has: page.getByRole('gridcell') })).toHaveCount(twins / 2)
  await page.keyboard.press('Control+End')
  const cells = pairs.getByRole('row', { selected: true }).getByRole('gridcell')
  const [one, other] = [0, 1].map((column) => cells.nth(column))
  expect(Number(await other.innerText())).toBe(Number(await one.innerText()) + 1)
  await page.keyboard.press(']')
  const dead = page.getByRole('grid', { name: 'Dead features' })
  await expect(dead.getByRole('row', { name: new RegExp(`^${offsetDead} .*offset`) })).toBeVisible()
  await expect(dead.getByRole('row', { name: new RegExp(`^${weakDead} .*weak encoder`) })).toBeVisible()
})

test('relations are saved as a table and as a picture, and said to be from before once there is a new analysis', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  await page.keyboard.press('[')
  await expect(page.getByRole('grid', { name: 'Near-duplicates' })).toBeVisible()
  await host.answerDialogs([join(work, 'pairs.csv')])
  await window.command('Save as CSV')
  await expect.poll(() => read(join(work, 'pairs.csv')).trim().split('\n').length).toBe(1 + twins / 2)
  await host.answerDialogs([join(work, 'pairs.svg')])
  await window.command('Save as SVG')
  await expect.poll(() => read(join(work, 'pairs.svg')).split('<circle').length).toBe(1 + twins / 2)
  loupe(join(work, 'user'), 'analyze', join(work, 'Sample.loupe'), '--run', 'twins', '--fresh')
  const main = page.getByRole('main')
  await expect(main).toContainText('From an earlier analysis')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(main).not.toContainText('From an earlier analysis')
  await expect(page.getByRole('grid', { name: 'Near-duplicates' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
})

/** Copies by a key, and compares what is on the clipboard. */
async function cited(keys: string, line: RegExp): Promise<void> {
  await host.app.evaluate(({ clipboard }) => clipboard.clear())
  await host.page.keyboard.press(keys)
  await expect.poll(() => host.app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(line)
}

/** An array of f32 as NumPy writes it. */
function npyOf(values: Float32Array, shape: number[]): Uint8Array {
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
  const head = Buffer.from(`${words.padEnd(117)}\n`, 'latin1')
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length & 255, head.length >> 8])
  return Buffer.concat([magic, head, Buffer.from(values.buffer)])
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
