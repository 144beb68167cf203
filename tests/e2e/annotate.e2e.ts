/** Annotating in the real window by keyboard alone: orders, states, many at once, keys of one's own, and a restart in the middle. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { prepareProject, small } from './hosts/prepared-project'
import { AnnotatePage } from './pages/annotate-page'
import { ExplorePage } from './pages/explore-page'
import { ProjectsPage } from './pages/projects-page'
import { SettingsPage } from './pages/settings-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

let host: Host
let work: string
let annotate: AnnotatePage

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-annotate-'))
  prepareProject(work, 'Sample', join(work, 'user'), small)
  await start()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

/** As after a restart of the machine: the same user folder, nothing else. */
async function start(): Promise<void> {
  host = await openElectron({ userData: join(work, 'user') })
  annotate = new AnnotatePage(host.page)
  await new ProjectsPage(host.page).open('Sample')
  await expect(host.page.getByRole('heading', { name: 'Projects', level: 1 })).toBeHidden()
  await new LoupeWindow(host.page).go('Annotate')
  await expect(annotate.progress).toBeVisible()
}

async function keys(...presses: string[]): Promise<void> {
  for (const press of presses) await host.page.keyboard.press(press)
}

/** Presses a key and waits until another feature is in view; gives both. */
async function step(key: string): Promise<[number, number]> {
  const before = await annotate.id()
  await keys(key)
  await expect.poll(() => annotate.id()).not.toBe(before)
  return [before, await annotate.id()]
}

test('each order begins with another feature, and a seed is repeatable', async () => {
  const firsts = new Map<string, number>()
  for (const order of ['by mass', 'by density', 'random']) {
    await annotate.orderBy(order)
    await keys('r')
    await expect(annotate.page.getByText(order === 'random' ? /seed 4/ : /^It (carries|is active)/)).toBeVisible()
    firsts.set(order, await annotate.id())
  }
  expect(new Set(firsts.values()).size).toBeGreaterThan(1)
  await annotate.orderBy('by mass')
  await annotate.orderBy('random')
  await expect.poll(() => annotate.id()).toBeGreaterThanOrEqual(0)
})

test('what is not interpretable, put off and flagged are three different states', async () => {
  await annotate.orderBy('by mass')
  await expect(annotate.page.getByText(/^It carries/)).toBeVisible()
  const [later] = await step('s')
  const [flagged] = await step('f')
  const [not] = await step('0')
  expect(new Set([later, flagged, not]).size).toBe(3)
  for (const state of ['later', 'flagged', 'not-interpretable'] as const) await expect.poll(() => annotate.count(state)).toBe(1)
})

test('the last ten decisions are listed, and one is opened again', async () => {
  const here = await annotate.id()
  await keys('u')
  const items = annotate.recent.getByRole('listitem')
  // Three labels of the project, the flagged one and the one that is not interpretable; what was put off is no decision.
  await expect(items).toHaveCount(5)
  await expect(items.first().getByRole('button')).toBeFocused()
  const last = Number(/\d+/.exec(await items.first().innerText())?.[0])
  await keys('Enter')
  await annotate.at(last)
  await keys('l')
  await annotate.page.keyboard.type('after all')
  await keys('Enter')
  await annotate.at(here)
  // The focus stays in the field, so that the next label can be typed at once.
  await keys('Escape')
})

test('the next feature is there at once', async () => {
  test.setTimeout(60_000)
  const times: number[] = []
  for (let turn = 0; turn < 12; turn += 1) {
    // A person looks at the evidence for longer than it takes to ask for the next three.
    await annotate.page.waitForTimeout(400)
    times.push(await annotate.timeToNext('j'))
  }
  times.sort((a, b) => a - b)
  const [median, slowest] = [times[6] ?? 0, times[11] ?? 0]
  console.log(`key to the next feature, prefetched: median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`)
  expect(median).toBeGreaterThan(0)
})

test('a restart in the middle keeps order, filter, place, what was put off, and what was typed just before', async () => {
  const whole = await annotate.page.getByText(/in the queue$/).innerText()
  await keys('/')
  await annotate.page.keyboard.type('density<0.05')
  await keys('Enter')
  await expect(annotate.page.getByText(/in the queue$/)).not.toHaveText(whole)
  for (let turn = 0; turn < 3; turn += 1) await step('j')
  const here = await annotate.id()
  await keys('l')
  await expect(annotate.label).toBeFocused()
  await annotate.page.keyboard.type('typed in the last moment')
  await host.close()
  await start()
  await annotate.at(here)
  await expect(annotate.label).toHaveValue('typed in the last moment')
  await expect(annotate.page.getByRole('button', { name: /density\s*<\s*0\.05/ })).toBeVisible()
  await expect.poll(() => annotate.count('later')).toBe(1)
  await expect.poll(() => annotate.count('draft')).toBe(1)
})

test('a view is saved as it is typed, and orders the queue', async () => {
  await new LoupeWindow(host.page).go('Explore')
  const explore = new ExplorePage(host.page)
  await expect(explore.grid).toBeVisible()
  await keys('/')
  await host.page.keyboard.type('status:later sort:density')
  await keys('ControlOrMeta+Shift+S')
  await host.page.keyboard.type('put off')
  await keys('Enter')
  await expect(host.page.getByRole('button', { name: /^put off/ })).toHaveAttribute('aria-pressed', 'true')
  await new LoupeWindow(host.page).go('Annotate')
  await annotate.orderBy('view put off')
  await expect(annotate.page.getByText('Nothing in the queue')).toBeVisible()
  await keys('/', 'Backspace', 'ControlOrMeta+A', 'Delete', 'Enter')
  await expect(annotate.page.getByText('The view “put off” finds it')).toBeVisible()
})

test('a view that was taken away comes back by undo', async () => {
  await new LoupeWindow(host.page).go('Explore')
  const view = host.page.getByRole('button', { name: /^put off/ })
  await view.press('Delete')
  await expect(new LoupeWindow(host.page).messages).toContainText('View “put off” taken away')
  await expect(view).toHaveCount(0)
  await host.page.getByRole('main').focus()
  await keys('ControlOrMeta+z')
  await expect(new LoupeWindow(host.page).messages).toContainText('Undone: view “put off” removed')
  await expect(view).toBeVisible()
  await new LoupeWindow(host.page).go('Annotate')
})

test('many are changed at once and taken back in one step', async () => {
  await annotate.orderBy('by mass')
  await expect(annotate.page.getByText(/^It carries/)).toBeVisible()
  const before = await annotate.count('not-interpretable')
  await annotate.openBulk()
  const total = Number(await annotate.bulk.getAttribute('aria-rowcount')) - 1
  await keys('Home', 'x', 'j', 'j', 'Shift+X')
  await expect(
    annotate.page.getByRole('status').getByText('3 selected').or(annotate.page.getByText('3 selected')).first()
  ).toBeVisible()
  await keys('1')
  const { messages } = new LoupeWindow(host.page)
  await expect(messages).toContainText('put on: 3 features')
  await keys('ControlOrMeta+a', '0')
  await expect(messages).toContainText(`Not interpretable: ${total} features`)
  await keys('ControlOrMeta+z')
  await expect(messages).toContainText('Undone')
  // So many changes are told at once: the rows in view are asked for again, wherever the view is.
  await expect(annotate.bulk.getByRole('row').nth(3)).toContainText('%')
  await keys('v')
  await expect(annotate.progress).toBeVisible()
  await expect.poll(() => annotate.count('not-interpretable')).toBe(before)
  await keys('v', 'ControlOrMeta+Shift+A', 'l')
  await expect(annotate.bulkLabel).toBeFocused()
  await keys('Escape', 'v')
})

test('a command gets other keys, which its button prints; who had them is told', async () => {
  const settings = new SettingsPage(host.page)
  await settings.open()
  await settings.give('annotate.later', 'j')
  await expect(settings.row('annotate.later').getByRole('alert')).toContainText('J is already “Next, without an answer”')
  await keys('Tab', 'Enter')
  await expect(settings.row('annotate.later').getByRole('alert')).toBeHidden()
  await settings.give('annotate.later', 'n')
  await new LoupeWindow(host.page).go('Annotate')
  const button = host.page.getByRole('button', { name: 'Later', exact: true })
  await expect(button).toHaveAttribute('aria-keyshortcuts', 'N')
  await expect(button).toBeEnabled()
  // The undo went to the last of the queue, which was put off before.
  await step('k')
  const put = await annotate.count('later')
  await step('n')
  await expect.poll(() => annotate.count('later')).toBe(put + 1)
  await settings.open()
  await settings
    .row('annotate.later')
    .getByRole('button', { name: /^Reset/ })
    .press('Enter')
  await new LoupeWindow(host.page).go('Annotate')
  await expect(button).toHaveAttribute('aria-keyshortcuts', 'S')
})

for (const theme of ['Light', 'Dark'] as const)
  test(`the queue, many at once and the keys can be used by everyone, ${theme.toLowerCase()}`, async () => {
    await new LoupeWindow(host.page).theme(theme)
    await new LoupeWindow(host.page).go('Annotate')
    await keys('u')
    await expect(annotate.recent.getByRole('listitem').first()).toBeVisible()
    expect.soft(await violations(host.page)).toEqual([])
    await keys('Escape')
    await annotate.openBulk()
    await keys('x')
    expect.soft(await violations(host.page)).toEqual([])
    await keys('x', 'v')
    const settings = new SettingsPage(host.page)
    await settings.open()
    await host.page.keyboard.type('later')
    await expect(settings.row('annotate.save')).toBeHidden()
    await settings.give('annotate.later', 'j')
    expect.soft(await violations(host.page)).toEqual([])
    await keys('Tab', 'Enter')
  })
