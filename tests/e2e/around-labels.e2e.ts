/** Around a label, by keyboard alone: tags, groups, comments, guidelines, notes, history, another time, search; hostile texts. */
import { expect, test } from 'playwright/test'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { AnnotatePage } from './pages/annotate-page'
import { AroundPage } from './pages/around-page'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { violationsInBothThemes } from './pages/violations'
import { LoupeWindow } from './pages/window'

let host: Host
let opened: OpenedProject

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  opened = await openPrepared('Sample')
  host = opened.host
})

test.afterAll(() => opened?.close())

/** Nothing that axe calls serious in what is open, in both themes. */
async function usableByAll(): Promise<void> {
  expect.soft(await violationsInBothThemes(host.page)).toEqual([])
}

test('tags of the project have names, colors, keys and descriptions', async () => {
  const { page } = host
  const around = new AroundPage(page)
  await new LoupeWindow(page).go('Annotate')
  const { heading } = new AnnotatePage(page)
  await expect(heading).toHaveText(/^\d+/)
  await expect(page.getByRole('button', { name: 'Save and next' })).toBeEnabled()
  await page.keyboard.press('2')
  await expect(page.getByRole('complementary', { name: 'Label' }).getByRole('button', { pressed: true })).toHaveCount(1)
  const dialog = await around.open('ControlOrMeta+Shift+T', 'Tags of the project')
  const second = dialog.getByRole('group').nth(1)
  const tag = await second.getByRole('textbox').first().inputValue()
  await around.tabTo(second.getByRole('textbox').first())
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('renamed tag')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await around.tabTo(second.getByRole('textbox').nth(1))
  await page.keyboard.type('what it means')
  await usableByAll()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog).toBeHidden()
  // The use that it had has the new name.
  const chip = page.getByRole('button', { name: 'renamed tag' })
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await expect(chip).toHaveAttribute('title', 'renamed tag: what it means')
  const earlier = page.getByRole('complementary', { name: 'Label' }).getByRole('button', { name: tag })
  await expect(earlier).toHaveCount(0)
  await page.keyboard.press('2')
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
  // The tag on the label first, then the tags of the project with the label on which one was renamed.
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ControlOrMeta+Z')
  const { messages } = new LoupeWindow(page)
  await expect(messages).toContainText('Undone: tags of the project, and on 1 label')
  await expect(chip).toHaveCount(0)
  await expect(earlier).toHaveAttribute('aria-pressed', 'true')
  for (const steps of [1, 2]) {
    await page.keyboard.press('ControlOrMeta+Shift+Z')
    await expect(messages.getByText('Done again')).toHaveCount(steps)
  }
  await expect(chip).toHaveAttribute('aria-pressed', 'false')
})

test('a tag that stands there twice is refused in words', async () => {
  const { page } = host
  const around = new AroundPage(page)
  const dialog = await around.open('ControlOrMeta+Shift+T', 'Tags of the project')
  await page.keyboard.press('Alt+n')
  await page.keyboard.type('Renamed tag')
  await expect(dialog.getByRole('alert')).toContainText('stands there twice')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await around.close()
})

test('groups are made, joined, described and shown as a list', async () => {
  const { page } = host
  const around = new AroundPage(page)
  const feature = await new AnnotatePage(page).id()
  const dialog = await around.open('Shift+G', `Groups of feature ${feature}`)
  await page.keyboard.type('Dates of documents')
  await page.keyboard.press('Enter')
  const row = dialog.getByRole('option', { name: /Dates of documents/ })
  await expect(row).toHaveAttribute('aria-checked', 'true')
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-checked', 'false')
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-checked', 'true')
  await usableByAll()
  await page.keyboard.press('F2')
  await usableByAll()
  await page.keyboard.press('Tab')
  await page.keyboard.type('years, months; see #3')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(row).toContainText('years, months')
  await page.keyboard.press('ControlOrMeta+Enter')
  const explore = new ExplorePage(page)
  await expect(explore.grid).toBeVisible()
  await expect.poll(() => explore.total()).toBe(1)
  await page.keyboard.press('Enter')
  await expect.poll(() => new FeatureView(page).id()).toBe(feature)
  await expect(page.getByRole('button', { name: 'Dates of documents' })).toBeVisible()
})

test('a selection becomes a group', async () => {
  const { page } = host
  await page.keyboard.press('Backspace')
  await expect(new ExplorePage(page).grid).toBeVisible()
  const explore = new ExplorePage(page)
  await page.keyboard.press('/')
  await expect(explore.filter).toBeFocused()
  // The chip becomes text, and goes.
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect.poll(() => explore.total()).toBeGreaterThan(3)
  await page.keyboard.press('Home')
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
  const dialog = await new AroundPage(page).open('Shift+G', 'Groups of 3 features')
  await page.keyboard.type('First three')
  await page.keyboard.press('Enter')
  const row = dialog.getByRole('option', { name: /First three.*3 features/ })
  await expect(row).toHaveAttribute('aria-checked', 'true')
  // Removed and brought back, here and after the dialog was left.
  await page.keyboard.type('First')
  await page.keyboard.press('ControlOrMeta+Delete')
  await expect(row).toBeHidden()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(row).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(row).toBeHidden()
  await new AroundPage(page).close()
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(new LoupeWindow(page).messages).toContainText('Undone: group “First three” removed')
})

test('comments are written and taken back by keyboard, and nothing in them runs', async () => {
  const { page } = host
  const around = new AroundPage(page)
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
  const dialog = await around.open('m', /^Comments on feature/)
  await page.keyboard.type('first <img src=x onerror="window.hacked = 1"> of all')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.type('second')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog.getByRole('listitem')).toHaveCount(2)
  await usableByAll()
  await around.tabTo(dialog.getByRole('button', { name: /^Remove comment/ }).nth(1))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await around.close()
  const comments = page.getByRole('list', { name: 'Comments' })
  await expect(comments).toContainText('<img src=x')
  await expect(comments).not.toContainText('second')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(new LoupeWindow(page).messages).toContainText(/Undone: comment on \d+ removed/)
  await expect(comments).toContainText('second')
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(comments).not.toContainText('second')
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('guidelines are read and written beside the label', async () => {
  const { page } = host
  const around = new AroundPage(page)
  await page.keyboard.press('g')
  await expect(around.guidelines).toContainText('Nothing is written yet')
  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: /Guidelines in Markdown/ })).toBeFocused()
  await page.keyboard.type('# Names\nSay **what** fires. <script>window.hacked = 1</script>')
  await page.keyboard.press('Escape')
  await expect(around.guidelines.getByRole('heading', { name: 'Names' })).toBeVisible()
  await expect(around.guidelines).toContainText('<script>')
  await usableByAll()
  // They stay while one goes on labeling.
  await page.keyboard.press('j')
  await expect(around.guidelines).toContainText('Say what fires')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(around.guidelines).toContainText('Nothing is written yet')
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(around.guidelines).toContainText('Say what fires')
  await page.keyboard.press('Escape')
  await expect(around.guidelines).toBeHidden()
})

test('notes complete features and tags, lead to a feature by key and by link, and Escape always leaves', async () => {
  const { page } = host
  const notes = page.getByRole('textbox', { name: /Notes in Markdown/ })
  const view = new FeatureView(page)
  const from = await view.id()
  await page.keyboard.press('o')
  await expect(notes).toBeFocused()
  // The plain field stands in until the editor is loaded.
  await expect(page.locator('.monaco-editor textarea')).toBeFocused()
  await page.keyboard.type('like #1')
  const list = page.locator('.suggest-widget')
  await expect(list).toContainText('#10')
  await usableByAll()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.type(', tag:ren')
  await expect(list).toContainText('renamed tag')
  await page.keyboard.press('Enter')
  await page.keyboard.type(' and #3')
  await expect(list).toContainText('#3')
  // The first closes the offers, so that the key below is the editor's.
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await page.keyboard.press('F12')
  await expect.poll(() => view.id()).toBe(3)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => view.id()).toBe(from)
  const text = page.getByText(/^like/)
  await expect(text).toHaveText(/^like 1\d*, tag:"renamed tag" and 3$/)
  const link = text.getByRole('link', { name: '3', exact: true })
  await link.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => view.id()).toBe(3)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => view.id()).toBe(from)
})

test('the editor marks no spelling and lets go by Escape', async () => {
  const { page } = host
  await page.keyboard.press('o')
  const field = page.locator('.monaco-editor textarea')
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('spellcheck', 'false')
  await page.keyboard.press('Escape')
  await expect(field).toBeHidden()
  await expect(page.getByRole('main')).toBeFocused()
})

test('hostile notes are shown as text', async () => {
  const { page } = host
  await page.keyboard.press('j')
  await page.keyboard.press('o')
  await expect(page.locator('.monaco-editor textarea')).toBeFocused()
  const hostile = [
    '<script>window.hacked = 1</script>',
    '<img src=x onerror="window.hacked = 1">',
    '[run](javascript:window.hacked=1)',
    '![seen](https://example.invalid/seen.png)',
    '<a href="https://example.invalid" onclick="window.hacked = 1">x</a>',
    'a\u0000b\u001b[31mc\u202Edcba'
  ].join('\n')
  await page.keyboard.insertText(hostile)
  await page.keyboard.press('Escape')
  const shown = page.getByText('window.hacked = 1').first()
  await expect(shown).toBeVisible()
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  expect(await page.locator('main script, main img').count()).toBe(0)
  expect(await page.locator('main a[href^="javascript"]').count()).toBe(0)
})

test('notes beyond all measure are refused in words, and what was saved stays', async () => {
  const { page } = host
  await page.keyboard.press('o')
  await expect(page.locator('.monaco-editor textarea')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, 'ten million characters\n'.repeat(450_000))
  await expect(page.getByRole('alert').filter({ hasText: 'at most 200,000 can be saved' })).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('short again')
  await page.keyboard.press('Escape')
  await expect(page.getByText('short again')).toBeVisible()
})

test('each edit of a label has its author and its version, and a version is put back', async () => {
  const { page } = host
  const around = new AroundPage(page)
  await page.keyboard.press('l')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('an earlier label')
  await page.keyboard.press('Enter')
  await page.keyboard.press('l')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('a later label')
  await page.keyboard.press('Enter')
  const dialog = await around.open('y', /^History of feature/)
  const edits = dialog.getByRole('option')
  await expect(edits.first()).toContainText('“an earlier label” → “a later label”')
  await page.keyboard.press('ArrowDown')
  await expect(dialog.locator('dd').first()).toContainText('an earlier label')
  await usableByAll()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('an earlier label')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('a later label')
})

test('the whole project is seen as of a time, read-only, and Escape leads back', async () => {
  const { page } = host
  const around = new AroundPage(page)
  const dialog = await around.open('ControlOrMeta+Shift+H', 'Labels of another time')
  await expect(dialog.getByRole('status')).toContainText(/\d+ labels? would change/)
  await usableByAll()
  await page.keyboard.press('Alt+Enter')
  await expect(around.banner).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('')
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).not.toBeEditable()
  await usableByAll()
  await expect(await around.search('later')).toHaveCount(0)
  await around.close()
  await page.keyboard.press('Escape')
  await expect(around.banner).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('a later label')
})

test('an hour is taken out after a look at what would change, and comes back by undo', async () => {
  const { page } = host
  const around = new AroundPage(page)
  const dialog = await around.open('ControlOrMeta+Shift+H', 'Labels of another time')
  await around.tabTo(dialog.getByRole('radio', { name: 'All labels as of a time' }))
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('list', { name: 'Labels that would change' })).toContainText('a later label')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(page.getByRole('textbox', { name: 'Label', exact: true })).toHaveValue('a later label')
  await expect(new LoupeWindow(page).messages).toContainText(/of \d+ features/)
})

test('the search finds labels, notes, tags, comments and groups as one types', async () => {
  const { page } = host
  const around = new AroundPage(page)
  // Letters that follow at once go into its field, and replace what was looked for before.
  for (const words of ['flag', 'later LABEL']) {
    await page.keyboard.press('ControlOrMeta+Shift+F')
    await page.keyboard.type(words)
    await expect(page.getByRole('combobox', { name: 'Words to find' })).toHaveValue(words)
    await around.close()
  }
  const found = await around.search('later LABEL')
  await expect(found).toHaveCount(1)
  await expect(found.locator('mark')).toHaveText(['later', 'label'])
  await usableByAll()
  for (const [words, field] of [
    ['renamed', 'notes'],
    ['onerror', 'comment'],
    ['documents', 'group of 1'],
    ['syntax', 'tags']
  ]) {
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(words)
    await expect(found.first()).toContainText(field)
  }
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('a later')
  await expect(found.first()).toContainText('a later label')
  const feature = Number(/^\d+/.exec(await found.first().innerText())?.[0])
  await page.keyboard.press('Enter')
  await expect.poll(() => new FeatureView(page).id()).toBe(feature)
})
