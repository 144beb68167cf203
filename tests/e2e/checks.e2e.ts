/** Checks of labels by keyboard alone: a quiz that is left, one that is finished, a label edited after it, a rule and what it misses. */
import { expect, test } from 'playwright/test'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { AnnotatePage } from './pages/annotate-page'
import { ChecksPart } from './pages/checks-part'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { violationsInBothThemes } from './pages/violations'
import { LoupeWindow } from './pages/window'

/** Rows of the sample. */
const sampleRows = 5_967

let host: Host
let opened: OpenedProject
let window: LoupeWindow
let checks: ChecksPart

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  opened = await openPrepared('Sample')
  host = opened.host
  window = new LoupeWindow(host.page)
  checks = new ChecksPart(host.page)
})

test.afterAll(() => opened?.close())

test('a feature without a label has no quiz yet, and that is said', async () => {
  const { page } = host
  await window.go('Annotate')
  await expect(checks.section).toContainText('not taken')
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+Q')
  await expect(window.messages).toContainText('Write a label first')
  await expect(checks.quiz).toBeHidden()
})

test('ten rows are asked without their activations, and a quiz that is left keeps nothing', async () => {
  const { page } = host
  const annotate = new AnnotatePage(page)
  await page.keyboard.press('l')
  await page.keyboard.type('a frequent word')
  await page.keyboard.press('Escape')
  await expect(annotate.label).not.toBeFocused()
  await page.keyboard.press('Shift+Q')
  await expect(checks.quiz).toContainText('a frequent word')
  await expect(checks.rows).toHaveCount(10)
  await expect(checks.quiz.locator('[role=tooltip]')).toHaveCount(0)
  for (const spoken of await checks.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? '')))
    expect(spoken).toMatch(/^Row \d+: no answer yet; /)
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('y')
  await expect(checks.current).toHaveAttribute('aria-label', /^Row 2:/)
  await page.keyboard.press('Escape')
  await expect(checks.quiz.getByRole('alert')).toContainText('keeps none of the answers')
  await page.keyboard.press('ArrowDown')
  await expect(checks.quiz.getByRole('alert')).toBeHidden()
  for (const key of ['Escape', 'Escape']) await page.keyboard.press(key)
  await expect(checks.quiz).toBeHidden()
  await expect(window.messages).toContainText('None of its answers are kept')
  await expect(checks.section).toContainText('not taken')
})

test('a quiz is answered by two keys, and its result explains itself', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+Q')
  await expect(checks.rows).toHaveCount(10)
  await expect(checks.quiz.getByRole('button', { name: 'Finish' })).toBeDisabled()
  await checks.answerAll(['y', 'n', 'ArrowRight', 'ArrowLeft', 'y', 'n', 'y', 'n', 'y', 'n'])
  await expect(checks.revealed).toHaveCount(10)
  const spoken = await checks.revealed.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''))
  const rightOf = (fires: boolean) => {
    const some = spoken.filter((line) => / fires, activation/.test(line) === fires)
    return some.filter((line) => line.includes(': right')).length / some.length
  }
  expect(spoken.filter((line) => / fires, activation/.test(line))).toHaveLength(5)
  const shown = `${Math.round(50 * (rightOf(true) + rightOf(false)))} %`
  await expect(checks.quiz.getByRole('status')).toContainText(shown)
  await expect(async () => {
    // The rows around the result still settle when it appears: a pointer at rest may end beside it.
    await checks.quiz.getByText(shown, { exact: true }).hover()
    await expect(page.getByRole('tooltip')).toContainText(/÷ 2.*Brodersen.*a frequent word/s, { timeout: 2000 })
  }).toPass()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Enter')
  await expect(checks.quiz).toBeHidden()
  await expect(checks.section).toContainText(shown)
})

test('a label that is edited after its quiz needs a new one: in the form, in the list, in the filter and on its page', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  const feature = await new AnnotatePage(page).id()
  await page.keyboard.press('l')
  await page.keyboard.type(' indeed')
  await page.keyboard.press('Enter')
  await window.go('Explore')
  const explore = new ExplorePage(page)
  await expect(explore.grid).toBeVisible()
  await page.getByRole('button', { name: /^New quiz needed/ }).press('Enter')
  await expect.poll(() => explore.total()).toBe(1)
  await expect(explore.grid.getByRole('img', { name: 'New quiz needed' })).toBeVisible()
  await window.command('Show or hide column quiz')
  await window.command('Sort by quiz')
  await expect(explore.grid.getByRole('columnheader', { name: 'quiz' })).toHaveAttribute('aria-sort', 'descending')
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('main').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect.poll(() => new FeatureView(page).id()).toBe(feature)
  await expect(checks.section).toContainText('New quiz needed')
  const history = page.getByRole('list', { name: 'Quizzes of the feature' }).getByRole('listitem')
  await expect(history).toHaveCount(1)
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+Q')
  await checks.answerAll(new Array(10).fill('y'))
  await expect(checks.quiz.getByRole('status')).toContainText('50 %')
  await page.keyboard.press('Escape')
  await expect(history).toHaveCount(2)
  await expect(checks.section).not.toContainText('New quiz needed')
})

test('a rule is scored while it is typed, and what it misses stands below', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+E')
  await expect(checks.rulePattern).toBeFocused()
  await page.keyboard.press('Alt+T')
  await expect(checks.rulePattern).not.toHaveValue('')
  await expect.poll(async () => (await checks.shares()).length).toBe(3)
  const [f1, precision, recall] = await checks.shares()
  expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 2)
  const cells = await checks.worth.getByRole('cell').allInnerTexts()
  const [both, wronglyNamed, missed, neither] = cells.filter((cell) => cell !== '').map((cell) => LoupeWindow.numberIn(cell))
  expect(both + wronglyNamed + missed + neither).toBe(sampleRows)
  expect(precision).toBeCloseTo(both / (both + wronglyNamed), 3)
  expect(recall).toBeCloseTo(both / (both + missed), 3)
  await expect(
    checks.worth.getByRole('region', { name: 'Fires, but the rule says no' }).getByRole('listitem').first()
  ).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Alt+M')
  await expect(checks.worth).toBeFocused()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(checks.rule).toBeHidden()
  await expect(checks.section).toContainText(`F1 ${f1.toFixed(2)}`)
})

test('a pattern that is none or that takes for ever is told, and the window goes on', async () => {
  const { page } = host
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+E')
  await expect(checks.rulePattern).toBeFocused()
  await checks.rule.getByRole('radio', { name: 'Tokens' }).focus()
  await page.keyboard.press('ArrowRight')
  await checks.rulePattern.focus()
  await page.keyboard.type('(')
  await expect(checks.rule.getByRole('alert')).toContainText('is not a regular expression')
  await page.keyboard.press('Backspace')
  await checks.rule.getByRole('checkbox', { name: 'Over the text that ends with the token' }).focus()
  await page.keyboard.press('Space')
  await checks.rulePattern.focus()
  await page.keyboard.type('^(([a-z ,])+.)+[A-Z]([a-z ])+#$')
  await expect(checks.rule.getByRole('alert')).toContainText('takes too long', { timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(window.messages).toContainText('The rule was not kept')
  await page.keyboard.press('Shift+E')
  await expect(checks.rulePattern).toHaveValue('^(([a-z ,])+.)+[A-Z]([a-z ])+#$')
  await page.keyboard.press('Alt+Backspace')
  await expect(checks.rule).toBeHidden()
  await expect(checks.section).toContainText('none')
  await page.keyboard.press('ControlOrMeta+Z')
  await expect(window.messages).toContainText(/Undone: rule of \d+ removed/)
  await expect(checks.section).toContainText('F1 ')
  await page.keyboard.press('ControlOrMeta+Shift+Z')
  await expect(checks.section).not.toContainText('F1 ')
})

test('a condition on a label column is scored too, in the dark theme', async () => {
  const { page } = host
  await window.theme('Dark')
  await page.getByRole('main').focus()
  await page.keyboard.press('Shift+E')
  await checks.rule.getByRole('radio', { name: 'Tokens' }).focus()
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await checks.rulePattern.focus()
  await page.keyboard.type('domain = scripture; nothing = x')
  await expect(checks.rule.getByRole('alert')).toContainText('nothing')
  await checks.rulePattern.fill('domain = scripture')
  await expect.poll(async () => (await checks.shares()).length).toBe(3)
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
})
