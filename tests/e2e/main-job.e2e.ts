/** The main job in the real window: from the sample's activation files to a labeled, exported dictionary. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchChromium } from './hosts/browser-host'
import { checkout, openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { AnnotatePage } from './pages/annotate-page'
import { ExplorePage } from './pages/explore-page'
import { ExportPage } from './pages/export-page'
import { FeatureView } from './pages/feature-page'
import { MonitorPage } from './pages/monitor-page'
import { NewProjectPage } from './pages/new-project-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'
import { ViewerPage } from './pages/viewer-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'
import { readSafetensorsHeader } from './safetensors-header'

const sample = join(checkout, 'resources', 'samples', 'smollm2')
const features = 512
const k = 16
const steps = 400

let host: Host
let work: string
/** What was said of which feature. */
const labels = new Map<number, string>()

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-main-job-'))
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

test('a project is made from files, after its two outlier rows were told', async () => {
  const { page } = host
  const draft = new NewProjectPage(page)
  await expect(new ProjectsPage(page).heading).toBeVisible()
  await page.keyboard.press('ControlOrMeta+N')
  await host.answerDialogs([join(sample, 'resid_post.npy'), join(sample, 'tokens.parquet')])
  await draft.addFiles()
  await expect(draft.files).toHaveCount(2)
  await expect(draft.valid).toContainText('5,969 rows')
  await expect(draft.finding('2 rows have a norm over ten times the median')).toContainText('Rows 1,651 and 4,191')
  await expect(draft.preview).toContainText('token')
  await draft.name.fill('Main job')
  await host.answerDialogs([join(work, 'Main job.loupe')])
  await draft.chooseFolder()
  await expect(draft.folder).toHaveValue(join(work, 'Main job.loupe'))
  await draft.finish()
  await expect(new NewRunPage(page).heading).toBeVisible()
})

test('a run is started and its curves move', async () => {
  const { page } = host
  const run = new NewRunPage(page)
  await run.fill({ dSae: features, k, steps, batchRows: 256 })
  await run.begin()
  const monitor = new MonitorPage(page)
  await expect(monitor.tracks).toBeVisible({ timeout: 30_000 })
  await monitor.pastStep(5)
  const [step, before] = [await monitor.step(), await monitor.picture()]
  expect(before.drawn).toBeGreaterThan(0)
  await monitor.pastStep(step + 20)
  const after = await monitor.picture()
  expect(after.drawn).toBeGreaterThan(before.drawn)
  expect(after.sum).not.toBe(before.sum)
})

test('it pauses and goes on', async () => {
  const monitor = new MonitorPage(host.page)
  await host.page.keyboard.press('Space')
  await monitor.state('paused')
  const step = await monitor.step()
  expect(step).toBeLessThan(steps)
  await host.page.waitForTimeout(600)
  expect(await monitor.step()).toBe(step)
  await host.page.keyboard.press('Space')
  await monitor.pastStep(step)
})

test('it ends and its features are analyzed', async () => {
  const monitor = new MonitorPage(host.page)
  await monitor.state('done', 120_000)
  expect(await monitor.step()).toBe(steps)
  await monitor.analyzed()
  await expect(monitor.checkpoints.first()).toContainText(String(steps))
})

test('all features are listed, and one is opened', async () => {
  const { page } = host
  const explore = new ExplorePage(page)
  await page.keyboard.press('e')
  await expect(explore.grid).toBeVisible()
  await expect.poll(() => explore.total()).toBe(features)
  await expect(explore.active).toHaveAttribute('aria-rowindex', '2')
  // The panel comes last now: its keys must not take the list's.
  await page.keyboard.press('ControlOrMeta+Alt+B')
  await page.keyboard.press('ControlOrMeta+Alt+B')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('j')
  await expect(explore.active).toHaveAttribute('aria-rowindex', '4')
  await page.keyboard.press('Enter')
  const feature = new FeatureView(page)
  await expect(feature.top.first()).toBeVisible()
  expect(await feature.id()).toBeLessThan(features)
})

test('three features are labeled by keyboard only', async () => {
  await new LoupeWindow(host.page).go('Annotate')
  const annotate = new AnnotatePage(host.page)
  await expect(annotate.heading).toBeVisible()
  const answers = [
    { label: 'first of a list', tag: 1, confidence: 3 as const, note: 'Fires on the **first** token.' },
    { label: 'numbers', tag: 4, confidence: 2 as const },
    { label: 'names "in" quotes, and commas' }
  ]
  for (const answer of answers) labels.set(await annotate.answer(answer), answer.label)
  expect(labels.size).toBe(3)
})

test('the last label is undone and done again', async () => {
  const { page } = host
  const annotate = new AnnotatePage(page)
  const [last, text] = [...labels][2]
  await page.keyboard.press('ControlOrMeta+Z')
  await annotate.at(last)
  await expect(annotate.label).toHaveValue('')
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(annotate.label).toHaveValue(text)
})

test('the dictionary is exported and read back equal', async () => {
  const screen = new ExportPage(host.page)
  await new LoupeWindow(host.page).go('Export')
  await host.answerDialogs([join(work, 'out')])
  await screen.chooseFolder()
  await expect(screen.folder).toHaveValue(join(work, 'out'))
  await screen.write()
  await expect(screen.receipt).toContainText('Read back and compared: equal', { timeout: 60_000 })
})

test('the folder has the weights, the configuration and the three labels', () => {
  const out = join(work, 'out')
  const config = JSON.parse(readFileSync(join(out, 'cfg.json'), 'utf8'))
  expect(config).toMatchObject({ architecture: 'topk', d_in: 576, d_sae: features, k })
  const weights = readSafetensorsHeader(join(out, 'sae_weights.safetensors'))
  expect(weights.W_enc).toMatchObject({ dtype: 'F32', shape: [576, features] })
  expect(weights.W_dec).toMatchObject({ dtype: 'F32', shape: [features, 576] })
  expect(statSync(join(out, 'sae_weights.safetensors')).size).toBeGreaterThan(2 * 576 * features * 4)
  const written = readFileSync(join(out, 'labels.jsonl'), 'utf8').trimEnd().split('\n')
  const labeled = written.map((line) => JSON.parse(line)).filter((entry: { status: string }) => entry.status === 'labeled')
  expect(new Map(labeled.map((entry: { feature: number; label: string }) => [entry.feature, entry.label]))).toEqual(
    new Map([...labels].sort(([a], [b]) => a - b))
  )
})

test('the viewer is exported and opens in Chromium from disk, without a network', async () => {
  const screen = new ExportPage(host.page)
  await screen.target.selectOption('viewer')
  await expect(screen.planned).toContainText('viewer.html')
  await expect(screen.folder).toHaveValue(/-viewer$/)
  const folder = await screen.folder.inputValue()
  await screen.write()
  await expect(screen.receipt).toContainText('all as it was meant', { timeout: 60_000 })
  const browser = await launchChromium()
  try {
    const viewer = new ViewerPage(await (await browser.newContext({ offline: true })).newPage())
    await viewer.open(join(folder, 'viewer.html'))
    const [[feature, label]] = labels
    await viewer.search.fill(`${feature} ${label}`)
    await viewer.features.first().click()
    await expect(viewer.main.getByRole('heading', { level: 2 })).toHaveText(`${label} feature ${feature}`)
    expect(await violations(viewer.page)).toEqual([])
  } finally {
    await browser.close()
  }
})
