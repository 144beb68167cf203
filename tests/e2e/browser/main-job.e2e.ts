/** The main job in Chromium on `loupe serve`, and who is let in. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { openBrowser } from '../hosts/browser-host'
import { checkout } from '../hosts/electron-host'
import { AnnotatePage } from '../pages/annotate-page'
import { ExplorePage } from '../pages/explore-page'
import { ExportPage } from '../pages/export-page'
import { MonitorPage } from '../pages/monitor-page'
import { NewProjectPage } from '../pages/new-project-page'
import { NewRunPage } from '../pages/new-run-page'
import { ViewerPage } from '../pages/viewer-page'
import { violations } from '../pages/violations'
import { LoupeWindow } from '../pages/window'

const sample = join(checkout, 'resources', 'samples', 'smollm2')

let host: Awaited<ReturnType<typeof openBrowser>>
let work: string
let labeled: number

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-browser-'))
  host = await openBrowser()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

interface Asked {
  path?: string
  headers?: Record<string, string>
}

/** What the server says to a request that did not come from its own page. */
function ask({ path = '/', headers = {} }: Asked): Promise<number | undefined> {
  const { port } = new URL(host.address)
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume()
      settle(answer.statusCode)
    })
    asked.on('upgrade', (answer, socket) => {
      socket.destroy()
      settle(answer.statusCode)
    })
    asked.on('error', fail)
    asked.end()
  })
}

async function cookie(): Promise<string> {
  const [own] = await host.page.context().cookies()
  return `${own.name}=${own.value}`
}

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='
}

test('nobody without the key is let in', async () => {
  expect(await ask({})).toBe(403)
  expect(await ask({ path: '/?key=guessed' })).toBe(403)
  expect(await ask({ path: '/assets/' })).toBe(403)
  expect(await ask({ path: '/engine', headers: { ...upgrade, origin: new URL(host.address).origin } })).toBe(403)
})

test('a foreign host name or a foreign page is refused even with the key', async () => {
  const { port, origin, search } = new URL(host.address)
  const own = { cookie: await cookie() }
  expect(await ask({ headers: own })).toBe(200)
  expect(await ask({ headers: { ...own, host: `rebound.example:${port}` } })).toBe(403)
  expect(await ask({ path: `/${search}`, headers: { host: 'rebound.example' } })).toBe(403)
  expect(await ask({ path: '/engine', headers: { ...upgrade, ...own, origin: 'http://elsewhere.example' } })).toBe(403)
  expect(await ask({ path: '/engine', headers: { ...upgrade, ...own, origin } })).toBe(101)
})

test('the key is not left in the address', async () => {
  expect(new URL(host.page.url()).search).toBe('')
})

test('a project is made from paths that are typed', async () => {
  const { page } = host
  const draft = new NewProjectPage(page)
  await expect(page.getByRole('button', { name: 'New project…' })).toBeVisible()
  await page.keyboard.press('Alt+n')
  for (const name of ['resid_post.npy', 'tokens.parquet']) {
    await draft.path.fill(join(sample, name))
    await draft.path.press('Enter')
  }
  await expect(draft.files).toHaveCount(2)
  await expect(draft.valid).toContainText('5,969 rows')
  await draft.name.fill('In a browser')
  await draft.folder.fill(join(work, 'In a browser.loupe'))
  await page.getByRole('main').focus()
  await draft.finish()
  await expect(new NewRunPage(page).heading).toBeVisible()
})

test('a run trains, moves its curves and is analyzed', async () => {
  const { page } = host
  const run = new NewRunPage(page)
  const monitor = new MonitorPage(page)
  await run.fill({ dSae: 256, k: 8, steps: 200, batchRows: 256 })
  await run.begin()
  await monitor.pastStep(5)
  const before = await monitor.picture()
  await monitor.state('done', 90_000)
  expect((await monitor.picture()).drawn).toBeGreaterThan(before.drawn)
  await monitor.analyzed()
  await page.keyboard.press('e')
  await expect.poll(() => new ExplorePage(page).total()).toBe(256)
})

test('a feature is labeled by keyboard', async () => {
  await new LoupeWindow(host.page).go('Annotate')
  const annotate = new AnnotatePage(host.page)
  await expect(annotate.heading).toBeVisible()
  labeled = await annotate.answer({ label: 'from a browser', tag: 2, confidence: 1 })
})

test('the dictionary is exported with the label', async () => {
  const screen = new ExportPage(host.page)
  await new LoupeWindow(host.page).go('Export')
  await screen.folder.fill(join(work, 'out'))
  await screen.write()
  await expect(screen.receipt).toContainText('Read back and compared: equal', { timeout: 60_000 })
  const written = readFileSync(join(work, 'out', 'labels.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
  const [entry] = written.map((line) => JSON.parse(line)).filter((one: { status: string }) => one.status === 'labeled')
  expect(entry).toMatchObject({ feature: labeled, label: 'from a browser' })
})

test('the one-file viewer shows what was exported, from disk, without a network', async () => {
  const screen = new ExportPage(host.page)
  await screen.target.selectOption('viewer')
  await expect(screen.planned).toContainText('viewer.html')
  await screen.filter.fill('status:labeled')
  await expect(screen.page.getByText('1 feature', { exact: true })).toBeVisible()
  await screen.filter.fill('')
  expect(await violations(screen.page)).toEqual([])
  await screen.folder.fill(join(work, 'pages'))
  await screen.write()
  await expect(screen.receipt).toContainText('all as it was meant', { timeout: 60_000 })
  const context = await host.page.context().browser()?.newContext({ offline: true })
  const viewer = new ViewerPage((await context?.newPage()) as Page)
  await viewer.open(join(work, 'pages', 'viewer.html'))
  await expect(viewer.found).toHaveText('256 of 256 features')
  await viewer.search.fill('browser')
  await expect(viewer.features).toHaveCount(1)
  await viewer.features.first().click()
  await expect(viewer.main.getByRole('heading', { level: 2 })).toHaveText(`from a browser feature ${labeled}`)
  await expect(viewer.main.getByRole('listitem').first()).toBeVisible()
  expect(await violations(viewer.page)).toEqual([])
  await viewer.go('Patterns')
  await expect(viewer.main.getByRole('row').nth(1)).toBeVisible()
  expect(await violations(viewer.page)).toEqual([])
  await viewer.search.fill('')
  await viewer.go('Print')
  await expect(viewer.main.getByRole('row')).toHaveCount(257)
  await viewer.search.fill('browser')
  await expect(viewer.main.getByRole('row')).toHaveCount(2)
  expect(await violations(viewer.page)).toEqual([])
  await viewer.shown.selectOption('pages')
  await expect(viewer.main.getByRole('heading', { level: 2 })).toHaveText(['Features', `from a browser feature ${labeled}`])
  expect(await violations(viewer.page)).toEqual([])
  await viewer.page.emulateMedia({ media: 'print' })
  await expect(viewer.search).toBeHidden()
  await expect(viewer.shown).toBeHidden()
  await expect(viewer.main.getByText('1 of 256 features, search “browser”')).toBeVisible()
  await context?.close()
})
