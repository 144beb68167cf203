/** Labels of one run brought to another by keyboard: as suggestions, taken one by one and many at once, undone, dismissed, hidden. */
import { expect, type Locator, test } from 'playwright/test'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { small } from './hosts/prepared-project'
import { AnnotatePage } from './pages/annotate-page'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

const labels = ['first brought label', 'second brought label', 'third brought label']

let host: Host
let opened: OpenedProject
let dialog: Locator
let suggestions: Locator

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  opened = await openPrepared('Sample', { ...small, labels, both: true, labelsOfOther: true })
  host = opened.host
  const { page } = host
  dialog = page.getByRole('dialog', { name: /^Bring labels to / })
  suggestions = page.getByRole('list', { name: 'Suggestions, not labels' })
})

test.afterAll(() => opened?.close())

test('labels follow to another run, and it is said how many and why not the others', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await expect(dialog).toHaveAccessibleName('Bring labels to topk-8-a')
  await dialog.getByRole('textbox', { name: 'Decoder cosine from' }).press('ControlOrMeta+A')
  await page.keyboard.type('1')
  await page.keyboard.press('ControlOrMeta+Enter')
  const outcome = dialog.getByLabel('What followed')
  await expect(outcome).toContainText('of 3 labels', { timeout: 90_000 })
  await dialog.getByRole('textbox', { name: 'Decoder cosine from' }).press('ControlOrMeta+A')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(outcome).toContainText('Followed3 of 3 labels')
  await expect(outcome).toContainText('decoder cosine from 0.00')
})

for (const theme of ['Light', 'Dark'] as const)
  test(`axe finds nothing in the dialog and in the panel, ${theme.toLowerCase()}`, async () => {
    const { page } = host
    const window = new LoupeWindow(page)
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await window.theme(theme)
    await window.go('Annotate')
    await expect(page.getByRole('heading', { name: 'Suggestions' })).toBeVisible()
    await expect(suggestions).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('ControlOrMeta+Shift+L')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(dialog.getByLabel('What followed')).toBeVisible({ timeout: 60_000 })
    expect(await violations(page)).toEqual([])
  })

test('the features that they reached are found, and one label is taken as a draft, and undone', async () => {
  const { page } = host
  // The strict one of the dialog's own start took some away: all of them again.
  await dialog.getByRole('textbox', { name: 'Decoder cosine from' }).press('ControlOrMeta+A')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('What followed')).toContainText('3 of 3')
  await page.keyboard.press('Alt+l')
  await expect(dialog).toBeHidden()
  const explore = new ExplorePage(page)
  await expect.poll(() => explore.total()).toBe(3)
  await explore.grid.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const view = new FeatureView(page)
  await expect(view.top.first()).toBeVisible()
  const first = suggestions.getByRole('listitem').first()
  await expect(first).toContainText(/other run 0?\.?\d/)
  await expect(first).toContainText(/Feature \d+ of topk-4-a: decoder cosine/)
  const text = (await first.getByRole('button').first().locator('span').first().innerText()).trim()
  expect(labels).toContain(text)
  await page.getByRole('main').focus()
  await page.keyboard.press('a')
  const label = page.getByRole('textbox', { name: 'Label', exact: true })
  await expect(label).toHaveValue(text)
  await expect(first).toContainText('in the label')
  await expect(page.getByRole('button', { name: /syntax/, pressed: true })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(label).toHaveValue('')
})

test('another suggestion is chosen, and one that is dismissed is away until it is brought back', async () => {
  const { page } = host
  const count = await suggestions.getByRole('listitem').count()
  expect(count).toBeGreaterThan(1)
  await page.getByRole('main').focus()
  await page.keyboard.press('Alt+ArrowDown')
  const second = suggestions.getByRole('listitem').nth(1)
  await expect(second.getByRole('button', { expanded: true })).toBeVisible()
  const text = (await second.getByRole('button').first().locator('span').first().innerText()).trim()
  await page.keyboard.press('Alt+Backspace')
  await expect(suggestions.getByRole('listitem')).toHaveCount(count - 1)
  await page.getByRole('button', { name: 'Bring it back' }).press('Enter')
  await expect(suggestions.getByRole('listitem').filter({ hasText: text })).toBeVisible()
})

test('all above a similarity become labels in one step, which one key undoes', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  await page.keyboard.press('ControlOrMeta+Shift+L')
  await dialog.getByRole('textbox', { name: 'Decoder cosine from' }).press('ControlOrMeta+A')
  await page.keyboard.type('0')
  await page.keyboard.press('Enter')
  const least = dialog.getByRole('textbox', { name: 'Take those from' })
  await least.press('ControlOrMeta+A')
  await page.keyboard.type('0')
  await expect(dialog.getByRole('button', { name: 'Take 3 labels' })).toBeEnabled()
  await least.press('Tab')
  await page.keyboard.press('Alt+Enter')
  await expect(new LoupeWindow(page).messages).toContainText('3 suggestions taken as labels')
  await expect(dialog.getByRole('button', { name: 'None to take' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await new LoupeWindow(page).go('Explore')
  const explore = new ExplorePage(page)
  for (const text of labels) await expect(explore.grid).toContainText(text)
  await page.keyboard.press('ControlOrMeta+z')
  for (const text of labels) await expect(explore.grid).not.toContainText(text)
})

test('blind mode hides them', async () => {
  const { page } = host
  await page.evaluate(() => {
    const stored = JSON.parse(localStorage.getItem('loupe-settings') ?? '{"state":{},"version":1}')
    localStorage.setItem('loupe-settings', JSON.stringify({ ...stored, state: { ...stored.state, blind: true } }))
  })
  await page.reload()
  await expect(new ExplorePage(page).grid).toBeVisible({ timeout: 60_000 })
  await new LoupeWindow(page).go('Annotate')
  await expect(new AnnotatePage(page).label).toBeVisible()
  await expect(page.getByText('Hidden in blind mode.')).toBeVisible()
  await expect(suggestions).toBeHidden()
})
