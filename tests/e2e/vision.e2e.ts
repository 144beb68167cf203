/** A data set of images: its rows are seen as pictures before there is a project, and among a feature's examples. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { width, writePictures } from './hosts/small-data'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { MonitorPage } from './pages/monitor-page'
import { NewProjectPage } from './pages/new-project-page'
import { NewRunPage } from './pages/new-run-page'
import { violations } from './pages/violations'

let host: Host
let work: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-vision-'))
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

/** The pixels that a picture was drawn with, as width : height. */
function shapeOf(picture: Locator): Promise<number> {
  return picture.evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.height)
}

test('rows are previewed as the pictures that the table names', async () => {
  const { activations, table } = writePictures(join(work, 'vit'))
  await host.page.keyboard.press('ControlOrMeta+N')
  const draft = new NewProjectPage(host.page)
  await draft.drop([activations, table])
  await expect(draft.file('rows.csv')).toContainText('images, matched by row count')
  await expect(draft.fact('Images')).toContainText('column “image”')
  const picture = draft.preview.getByRole('img', { name: /^Image of row/ }).first()
  await expect.poll(() => shapeOf(picture)).toBeCloseTo(6 / 4, 1)
  await expect(draft.preview.getByText('no image').first()).toHaveAttribute('title', /There is no file “0.png”/)
  expect(await violations(host.page)).toEqual([])
  await draft.name.fill('Vision')
  await host.answerDialogs([join(work, 'Vision.loupe')])
  await draft.chooseFolder()
  await draft.finish()
})

test('examples of a feature are pictures with their labels', async () => {
  const form = new NewRunPage(host.page)
  await form.fill({ dSae: width, k: 2, steps: 20, batchRows: 16 })
  await form.begin()
  const monitor = new MonitorPage(host.page)
  await monitor.state('done', 90_000)
  await monitor.analyzed()
  await host.page.keyboard.press('e')
  const explore = new ExplorePage(host.page)
  await expect(explore.grid).toBeVisible()
  await expect(explore.active).toBeVisible()
  await host.page.keyboard.press('Home')
  await host.page.keyboard.press('Enter')
  await expect.poll(() => new FeatureView(host.page).id()).toBeGreaterThanOrEqual(0)
  const top = host.page.getByRole('region', { name: 'Top' })
  const picture = top.getByRole('img', { name: /^Image of row/ }).first()
  await expect.poll(() => shapeOf(picture)).toBeCloseTo(6 / 4, 1)
  await expect(top.getByRole('listitem').first()).toContainText(/label (green|blue)/)
  expect(await violations(host.page)).toEqual([])
})

test('so are an explained row and the rows nearest to it', async () => {
  const { page } = host
  await page.keyboard.press('i')
  await expect(page.getByRole('heading', { level: 1, name: /^Row \d/ })).toBeVisible()
  const pictures = page.getByRole('img', { name: /^Image of row/ })
  await expect.poll(() => shapeOf(pictures.first())).toBeCloseTo(6 / 4, 1)
  await expect(page.getByRole('list', { name: 'Nearest rows' }).getByRole('img').first()).toBeVisible()
  expect(await violations(page)).toEqual([])
})
