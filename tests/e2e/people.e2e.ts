/** Two people at one project, by keyboard alone: labels come in from a file, are reviewed to the end, said again blind, and counted. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { small } from './hosts/prepared-project'
import { AnnotatePage } from './pages/annotate-page'
import { AroundPage } from './pages/around-page'
import { ExplorePage } from './pages/explore-page'
import { PeoplePage } from './pages/people-page'
import { violations, violationsInBothThemes } from './pages/violations'
import { LoupeWindow } from './pages/window'

let host: Host
let opened: OpenedProject
let work: string
let people: PeoplePage
/** What Ada wrote in the window, by feature. */
const written = new Map<number, string>()
/** What Dan labeled blind. */
let ofDan: number

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  opened = await openPrepared('Sample', { ...small, labels: [] })
  host = opened.host
  work = opened.work
  people = new PeoplePage(host.page)
})

test.afterAll(() => opened?.close())

test('who labels is a name, said in the status bar and beside each label', async () => {
  const { page } = host
  await new LoupeWindow(page).go('Annotate')
  await people.labelAs('Ada')
  await expect(people.who).toHaveText('Labeling as Ada')
  await page.keyboard.press('Alt+w')
  await expect(people.dialog).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  const annotate = new AnnotatePage(page)
  for (const label of ['names', 'verbs', 'digits', 'code'])
    written.set(await annotate.answer({ label, tag: 1, confidence: 2 }), label)
  await page.keyboard.press('Backspace')
  await expect(people.says).toContainText('Ada')
})

test('labels go out as a file, and a second annotator’s come in after a preview', async () => {
  const { page } = host
  const path = join(work, 'ada.jsonl')
  await page.keyboard.press('Alt+o')
  await expect(people.dialog).toBeVisible()
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.keyboard.press('Escape')
  await people.exportTo(host, path)
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split('\n')
  expect(JSON.parse(head)).toMatchObject({ author: 'Ada', schema: 'loupe.annotations' })
  expect(lines.map((line) => JSON.parse(line).label).sort()).toEqual(['code', 'digits', 'names', 'verbs'])
  const bea = lines.map((line) => line.replace('"verbs"', '"actions"').replace('"digits"', '"numbers"'))
  const theirs = join(work, 'bea.jsonl')
  writeFileSync(theirs, [head.replace('"Ada"', '"Bea"'), ...bea].join('\n'))
  await people.chooseImport(host, theirs)
  await expect(people.dialog).toContainText(/Different from the project\s*2/)
  await expect(people.dialog).toContainText(/Only in the file\s*0/)
  await expect(people.dialog).toContainText(/As in the project\s*2/)
  expect(await violationsInBothThemes(page)).toEqual([])
  await picture('import')
  await page.keyboard.press('Enter')
  await expect(people.dialog).toBeHidden()
  await expect(new LoupeWindow(page).messages).toContainText('4 labels of Bea imported')
  await picture('annotate')
})

test('a file that can not come in is refused in words, and nothing of it comes in', async () => {
  const bad = join(work, 'bad.jsonl')
  const head = { schema: 'loupe.annotations', version: 1, author: 'Cid', run: 'other', d_sae: 9_999 }
  const line = (feature: number, more = {}) =>
    JSON.stringify({ feature, at: 1, label: 'x', notes: '', tags: [], confidence: null, status: 'labeled', ...more })
  const cases: [string, string, RegExp][] = [
    ['unknown features', [JSON.stringify(head), line(0), line(5_000)].join('\n'), /1 feature of the file is not in .*5000/],
    ['a feature twice', [JSON.stringify(head), line(3), line(3)].join('\n'), /line 3: feature 3 stands in line 2 already/],
    ['notes of 10 MB', [JSON.stringify(head), line(3, { notes: 'x'.repeat(10_000_000) })].join('\n'), /line 2: notes/],
    ['a later version', JSON.stringify({ ...head, version: 2 }), /newer Loupe/],
    ['another schema', '{"schema":"loupe.label"}', /not a file of one annotator’s labels/]
  ]
  for (const [name, content, words] of cases) {
    writeFileSync(bad, content)
    await people.chooseImport(host, bad)
    await expect(people.dialog, name).toContainText(words)
    await expect(people.dialog.getByRole('button', { name: /^Import/ }), name).toBeDisabled()
    await host.page.keyboard.press('Escape')
    await expect(people.dialog).toBeHidden()
  }
})

test('disagreements are gone through to the end, the originals stay', async () => {
  const { page } = host
  await page.keyboard.press('Alt+v')
  await expect(people.originals).toContainText('Ada')
  await expect(people.originals).toContainText('Bea')
  await expect(people.list.getByRole('row')).toHaveCount(2)
  await expect(people.fact('κ of the states')).toHaveText(/not defined/)
  await expect(people.fact('κ of the tags')).toHaveText(/not defined/)
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('main').focus()
  await page.keyboard.press('=')
  await expect(people.fact('same meaning')).toHaveText(/100\.0 %/)
  await page.keyboard.press('j')
  await page.keyboard.press('-')
  await expect(people.fact('same meaning')).toHaveText(/75\.0 %/)
  await page.keyboard.press('ArrowRight')
  await expect(people.settled).toHaveText('2 of 2 settled')
  await page.keyboard.press('k')
  await page.keyboard.press('e')
  await page.keyboard.type(' or actions')
  await page.keyboard.press('Enter')
  await expect(people.decided).toHaveText(/^Decided by Ada.* or actions$/)
  await page.getByRole('main').focus()
  await page.keyboard.press('j')
  await expect(people.originals).toContainText(/digits[\s\S]*numbers|verbs[\s\S]*actions/)
  const saved = join(work, 'agreement.csv')
  await host.answerDialogs([saved])
  await new LoupeWindow(page).command('Save as CSV')
  await expect.poll(() => fileText(saved)).toMatch(/^measure,value,observed,expected,count\ndecided_by_both,4/)
})

test('kappa is shown once states differ, and undo takes a decision back', async () => {
  const { page } = host
  const [feature] = written.keys()
  // The decision that was made last, of the feature before.
  await page.keyboard.press('ControlOrMeta+z')
  await expect(new LoupeWindow(page).messages).toContainText(/Undone/)
  await expect(people.decided).toBeHidden()
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(people.decided).toHaveText(/or actions$/)
  const [head, ...lines] = readFileSync(join(work, 'bea.jsonl'), 'utf8').split('\n')
  const changed = lines.map((line) =>
    JSON.parse(line).feature === feature ? line.replace('"labeled"', '"not-interpretable"') : line
  )
  writeFileSync(join(work, 'bea.jsonl'), [head, ...changed].join('\n'))
  await people.chooseImport(host, join(work, 'bea.jsonl'))
  await expect(people.dialog).toContainText(/Imported before\s*4; 1 change, 0 go/)
  await page.keyboard.press('Enter')
  await expect(people.dialog).toBeHidden()
  await expect(people.fact('κ of the states')).toHaveText(/0\.00/)
  await expect(people.list.getByRole('row')).toHaveCount(3)
})

test('one’s own labels are said again without seeing them', async () => {
  const { page } = host
  await page.keyboard.press('Alt+e')
  await expect(page.getByText('0 of 4 done')).toBeVisible()
  for (const [, label] of written) await expect(page.getByRole('main')).not.toContainText(`“${label}”`)
  expect(await violationsInBothThemes(page)).toEqual([])
  let first = -1
  for (let place = 0; place < 4; place += 1) {
    const title = await people.repeated.innerText()
    const feature = Number(/\d+/.exec(title)?.[0])
    if (place === 0) first = feature
    await page.getByRole('main').focus()
    await page.keyboard.press('l')
    await expect(people.label).toBeFocused()
    await expect(people.label).toHaveValue('')
    await page.keyboard.type(place === 0 ? 'something else' : (written.get(feature) ?? ''))
    await page.keyboard.press('Enter')
    await expect(page.getByText(`${place + 1} of 4 done`)).toBeVisible()
  }
  await expect(people.fact('decided by both')).toHaveText(/4/)
  await page.getByRole('main').focus()
  await page.keyboard.press('v')
  await expect(people.originals).toContainText('Ada (repeat)')
  await expect(people.list.getByRole('row')).toHaveCount(4)
  await page.keyboard.press('Home')
  const order = [...written.keys()].sort((one, other) => one - other)
  for (let place = 0; place < order.indexOf(first); place += 1) await page.keyboard.press('j')
  await expect(people.originals).toContainText(`${written.get(first)}something else`)
})

test('in blind mode another person’s label is hidden, and one’s own is kept beside it', async () => {
  const { page } = host
  await people.labelAs('Dan')
  await new LoupeWindow(page).go('Annotate')
  await page.keyboard.press('Alt+b')
  await expect(people.who).toHaveText('Labeling as Dan, blind')
  await page.keyboard.press('Backspace')
  await expect(page.getByText('Blind: suggestions and what others say are hidden.')).toBeVisible()
  await expect(people.says).toBeHidden()
  await expect(people.label).toHaveValue('')
  await picture('blind')
  await expect(page.getByRole('grid', { name: 'Features to label' })).not.toContainText('names')
  const annotate = new AnnotatePage(page)
  const feature = await annotate.answer({ label: 'as Dan sees it' })
  ofDan = feature
  await page.keyboard.press('Alt+b')
  // Everybody else finds what is open in the project; Ada's are among the last decisions.
  await page.keyboard.press('u')
  await annotate.recent.getByRole('button', { name: new RegExp(`\\b${feature}\\b`) }).press('Enter')
  await annotate.at(feature)
  await expect(people.says).toContainText('as Dan sees it')
  await expect(people.says).toContainText('Ada')
  await expect(people.label).not.toHaveValue('as Dan sees it')
})

test('in blind mode no list, page or search tells what others say, only what one says oneself', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  const { grid } = new ExplorePage(page)
  const around = new AroundPage(page)
  await window.go('Explore')
  await expect(grid).toContainText('names')
  await page.keyboard.press('Alt+b')
  await expect(people.who).toHaveText('Labeling as Dan, blind')
  await expect(grid).toContainText('as Dan sees it')
  const main = page.getByRole('main')
  for (const hidden of ['names', 'verbs', 'digits', 'code']) await expect(main).not.toContainText(hidden)
  await picture('blind-explore')
  await expect(await around.search('verbs')).toHaveCount(0)
  await around.close()
  await expect(await around.search('dan sees')).toHaveCount(1)
  await around.close()
  // The preview of an export, and its receipt: what will be written is what is shown.
  await window.go('Export')
  await expect(main).toContainText('as Dan sees it')
  for (const hidden of ['names', 'verbs', 'digits', 'code']) await expect(main).not.toContainText(hidden)
  await expect(page.getByRole('article', { name: 'Receipt' })).toContainText('what one annotator saysDan')
  await picture('blind-export')
  await page.keyboard.press('Alt+b')
  await expect(main).toContainText('names')
  await window.go('Explore')
  await expect(grid).toContainText('names')
})

test('in blind mode the queue, its counts and many at once know only what one says oneself, also in undo', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  const annotate = new AnnotatePage(page)
  await window.go('Annotate')
  const labeled = await annotate.count('labeled')
  expect(labeled).toBeGreaterThan(2)
  await page.keyboard.press('Alt+b')
  await expect(people.who).toHaveText('Labeling as Dan, blind')
  await expect.poll(() => annotate.count('labeled')).toBe(1)
  await expect(annotate.order).toBeVisible()
  await expect(annotate.order.getByRole('option', { name: /disagreement/ })).toHaveCount(0)
  await annotate.openBulk()
  // All but Dan's own are open for him, whatever others said.
  const theirs = [...written.keys()].filter((feature) => feature !== ofDan)
  await page.keyboard.press('/')
  await page.keyboard.type(`id:${theirs.join()}`)
  await page.keyboard.press('Enter')
  await expect(annotate.bulk).toHaveAttribute('aria-rowcount', '4')
  await page.getByRole('main').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('l')
  await page.keyboard.type('blind, many')
  await page.keyboard.press('Enter')
  await expect(window.messages).toContainText('Label “blind, many”: 3 features')
  await expect(annotate.bulk.getByText('blind, many')).toHaveCount(3)
  expect(await violationsInBothThemes(page)).toEqual([])
  await page.getByRole('main').focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(window.messages).toContainText('of 3 features')
  await expect(annotate.bulk.getByText('blind, many')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(annotate.bulk.getByText('blind, many')).toHaveCount(3)
  await page.keyboard.press('Alt+v')
  await expect(page.getByRole('main')).toContainText('Blind mode hides this')
  await picture('blind-review')
  await page.keyboard.press('Alt+b')
  await expect(people.originals).toBeVisible()
  await window.go('Annotate')
  // For the project they have their answers, so that nothing of them is open.
  await expect(page.getByText('No feature is in the queue')).toBeVisible()
  await page.getByRole('button', { name: 'Without the filter' }).press('Enter')
  await expect(annotate.bulk).toBeVisible()
  await page.getByRole('main').focus()
  await page.keyboard.press('v')
  await expect.poll(() => annotate.count('labeled')).toBe(labeled)
})

test('progress is told by day and by person, in both themes', async () => {
  const { page } = host
  await page.keyboard.press('Alt+g')
  const days = page.getByRole('grid', { name: 'Progress by day' })
  await expect(days.getByRole('row')).toHaveCount(2)
  await expect(days).toContainText(/Ada \d/)
  await expect(page.getByRole('table', { name: 'In all' })).toContainText('Ada')
  const saved = join(work, 'progress.svg')
  await host.answerDialogs([saved])
  await new LoupeWindow(page).command('Save as SVG')
  await expect.poll(() => fileText(saved)).toMatch(/^<svg [\s\S]*activation mass/)
  for (const theme of ['Dark', 'Light'] as const) {
    await new LoupeWindow(page).theme(theme)
    for (const key of ['v', 'e', 'g']) {
      await page.keyboard.press(`Alt+${key}`)
      await expect(page.getByRole('navigation', { name: 'Annotate' })).toBeVisible()
      expect(await violations(page)).toEqual([])
      await picture(`${key}-${theme}`)
    }
  }
})

async function picture(name: string): Promise<void> {
  if (process.env.LOUPE_PICTURES) await host.page.screenshot({ path: join(process.env.LOUPE_PICTURES, `${name}.png`) })
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
