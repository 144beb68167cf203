/** A dictionary of other files in the window: imported, analyzed, labeled, exported with its labels and as a page; all by keyboard. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchChromium } from './hosts/browser-host'
import { checkout, openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { loupe } from './hosts/prepared-project'
import { npy, npz, values } from './hosts/small-data'
import { AnnotatePage } from './pages/annotate-page'
import { ExplorePage } from './pages/explore-page'
import { ExportPage } from './pages/export-page'
import { ImportPage } from './pages/import-page'
import { MonitorPage } from './pages/monitor-page'
import { NewProjectPage } from './pages/new-project-page'
import { ViewerPage } from './pages/viewer-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

const golden = join(checkout, 'tests', 'fixtures', 'golden')
const width = 16

let host: Host
let work: string
/** Features that were labeled by hand. */
const labels: number[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-import-'))
  host = await openElectron()
  loupe(host.userData, 'new', join(work, 'p.loupe'), '--activations', join(checkout, 'tests/fixtures/activations/f32.npy'))
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

test('a dictionary that is dropped without a project is taken into the one that is opened next', async () => {
  const { page } = host
  const screen = new ImportPage(page)
  await new NewProjectPage(page).drop([join(golden, 'saelens-topk')])
  await expect(page.getByText('saelens-topk is a dictionary: SAELens, topk, 64 features')).toBeVisible()
  await host.answerDialogs([join(work, 'p.loupe')])
  await page.keyboard.press('ControlOrMeta+O')
  await expect(screen.found).toContainText('topk')
  await expect(screen.fit).toContainText(/FVU\s*[\d.]+/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'New run' })).toBeVisible()
})

test('what is wrong with a file is told with its place, and nothing is imported', async () => {
  const { page } = host
  const screen = new ImportPage(page)
  const half = join(work, 'half.safetensors')
  writeFileSync(half, readFileSync(join(golden, 'saelens-topk', 'sae_weights.safetensors')).subarray(0, 900))
  await host.answerDialogs([half])
  await screen.open()
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText(/ends|cut off|truncated/)
  await expect(alert).toContainText(half)
  await expect(screen.take).toBeDisabled()
  expect(await violations(page)).toEqual([])
})

test('tensors of any names are mapped by hand, and one of another width does not fit', async () => {
  const { page } = host
  const screen = new ImportPage(page)
  const file = join(work, 'odd.npz')
  const [features, other] = [8, 12]
  const matrix = (rows: number, columns: number, seed: number) => npy(values(rows, seed, columns), [rows, columns])
  writeFileSync(
    file,
    npz({ up: matrix(other, features, 1), down: matrix(features, other, 2), shift: npy(values(1, 3, other), [other]) })
  )
  await host.answerDialogs([file])
  await screen.open()
  await expect(screen.mapping).toContainText('Choose the tensor of W_enc, W_dec')
  for (const [name, from] of [
    ['W_enc', 'up'],
    ['W_dec', 'down'],
    ['b_dec', 'shift']
  ])
    await page.getByRole('combobox', { name: `Tensor of ${name}` }).selectOption(from)
  await page.keyboard.press('Alt+Enter')
  await expect(screen.found).toContainText('tensors with a mapping')
  await expect(screen.tensors.getByRole('row', { name: /^b_enc/ })).toContainText('zeros')
  await expect(screen.fit.getByRole('alert')).toContainText(`rows of ${other} numbers`)
  await expect(screen.take).toBeDisabled()
  expect(await violations(page)).toEqual([])
})

test('a golden dictionary is dropped, understood, tried and imported', async () => {
  const { page } = host
  const screen = new ImportPage(page)
  await new NewProjectPage(page).drop([join(golden, 'saelens-jumprelu')])
  await expect(screen.found).toContainText('jumprelu')
  await expect(screen.found).toContainText('SAELens')
  await expect(screen.tensors.getByRole('row', { name: /^threshold/ })).toBeVisible()
  await expect(screen.fit).toContainText(/FVU\s*[\d.]+/)
  // Weights that nobody trained: they can not fit.
  await expect(screen.fit).toContainText(/explains .* of the variance/)
  expect(await violations(page)).toEqual([])
  await screen.finish()
  const monitor = new MonitorPage(page)
  await monitor.state('done')
  await expect(monitor.job).toContainText('imported')
})

test('it is analyzed and labeled like any other', async () => {
  const { page } = host
  await new LoupeWindow(page).command('Analyze the latest checkpoint')
  await new MonitorPage(page).analyzed()
  await page.keyboard.press('ControlOrMeta+4')
  await expect.poll(() => new ExplorePage(page).total()).toBe(64)
  await page.keyboard.press('ControlOrMeta+5')
  const annotate = new AnnotatePage(page)
  await expect(annotate.heading).toBeVisible()
  labels.push(await annotate.answer({ label: 'imported feature', confidence: 2 }))
})

test('labels of another tool come in, those of a person stay', async () => {
  const { page } = host
  const labeled = await new AnnotatePage(page).id()
  const file = join(work, 'theirs.csv')
  const own = labels[0]
  writeFileSync(file, `nr,words\n${own},theirs\n${labeled},found elsewhere\n900,nowhere\n`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+I')
  const dialog = page.getByRole('dialog', { name: /^Import labels to saelens-jumprelu/ })
  await expect(dialog.getByRole('textbox', { name: 'File or folder of labels' })).toBeFocused()
  await host.answerDialogs([file])
  await page.keyboard.press('ControlOrMeta+O')
  await dialog.getByRole('combobox', { name: 'Feature' }).selectOption('nr')
  await dialog.getByRole('combobox', { name: 'Label' }).selectOption('words')
  await expect(dialog.getByRole('list', { name: 'Rows that can not be used' })).toContainText('line 4')
  await dialog.getByRole('checkbox', { name: /^Leave out/ }).press('Space')
  await dialog.getByRole('radio', { name: 'Suggestions' }).press('ArrowRight')
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog).toContainText('1 feature labeled, 1 suggestion added, 1 row left out')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('an export is cancelled by key and leaves nothing behind', async () => {
  const { page } = host
  const screen = new ExportPage(page)
  await new LoupeWindow(page).go('Export')
  await host.answerDialogs([join(work, 'out')])
  await screen.chooseFolder()
  await expect(screen.folder).toHaveValue(join(work, 'out'))
  await screen.write()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden()
  await expect(page.getByText('Nothing was written.')).toBeVisible()
  await expect(screen.receipt).not.toContainText('Read back')
  expect(readdirSync(work).filter((name) => name.includes('out'))).toEqual([])
})

test('it is exported with its label, and as a page that opens from disk', async () => {
  const { page } = host
  const screen = new ExportPage(page)
  await expect(screen.folder).toHaveValue(join(work, 'out'))
  await screen.write()
  await expect(screen.receipt).toContainText('Read back and compared: equal', { timeout: 60_000 })
  expect(readFileSync(join(work, 'out', 'labels.jsonl'), 'utf8')).toContain('"label":"imported feature"')
  expect(JSON.parse(readFileSync(join(work, 'out', 'cfg.json'), 'utf8'))).toMatchObject({ architecture: 'jumprelu', d_in: width })
  expect(existsSync(join(work, 'out', 'README.md'))).toBe(true)
  await screen.target.selectOption('viewer')
  await expect(screen.folder).toHaveValue(/-viewer$/)
  const folder = await screen.folder.inputValue()
  await screen.write()
  await expect(screen.receipt).toContainText('all as it was meant', { timeout: 60_000 })
  await opensOffline(join(folder, 'viewer.html'))
})

async function opensOffline(file: string): Promise<void> {
  const browser = await launchChromium()
  try {
    const viewer = new ViewerPage(await (await browser.newContext({ offline: true })).newPage())
    await viewer.open(file)
    await viewer.search.fill('imported feature')
    await viewer.features.first().click()
    await expect(viewer.main.getByRole('heading', { level: 2 })).toHaveText(/^imported feature/)
    expect(await violations(viewer.page)).toEqual([])
  } finally {
    await browser.close()
  }
}
