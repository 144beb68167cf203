/** Relations between features, by keyboard, of a dictionary with twins and dead features; and what becomes of an answer when there is a new analysis. */
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { ElectronHost } from './hosts/electron-host'
import { textOf } from './hosts/handed-out'
import { openPrepared } from './hosts/opened-project'
import { loupe } from './hosts/prepared-project'
import { offsetDead, twinMapping, twins, weakDead, writeTwins } from './hosts/twin-dictionary'
import { FeatureView } from './pages/feature-page'
import { StudyPage } from './pages/study-page'
import { LoupeWindow } from './pages/window'

let host: ElectronHost
let work: string
let close: (() => Promise<void>) | undefined

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  ;({ host, work, close } = await openPrepared('Sample'))
})

test.afterAll(() => close?.())

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
  await expect.poll(() => textOf(join(work, 'pairs.csv')).trim().split('\n').length).toBe(1 + twins / 2)
  await host.answerDialogs([join(work, 'pairs.svg')])
  await window.command('Save as SVG')
  await expect.poll(() => textOf(join(work, 'pairs.svg')).split('<circle').length).toBe(1 + twins / 2)
  loupe(join(work, 'user'), 'analyze', join(work, 'Sample.loupe'), '--run', 'twins', '--fresh')
  const main = page.getByRole('main')
  await expect(main).toContainText('From an earlier analysis')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(main).not.toContainText('From an earlier analysis')
  await expect(page.getByRole('grid', { name: 'Near-duplicates' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
})
