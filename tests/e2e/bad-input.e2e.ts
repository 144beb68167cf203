/** Input that can not be used: the message names the thing and the remedy, where the person looks, and nothing is changed. */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { serve } from './hosts/browser-host'
import { checkout, openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { openByKeys } from './hosts/opened-project'
import { loupe } from './hosts/prepared-project'
import { MonitorPage } from './pages/monitor-page'
import { NewProjectPage } from './pages/new-project-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'
import { LoupeWindow } from './pages/window'

let host: Host
let work: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-bad-input-'))
  host = await openElectron()
  await expect(new ProjectsPage(host.page).heading).toBeVisible()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

/** A fresh draft with this file in it. */
async function draftOf(path: string): Promise<NewProjectPage> {
  const draft = new NewProjectPage(host.page)
  await new LoupeWindow(host.page).go('Projects')
  await host.page.keyboard.press('ControlOrMeta+N')
  await host.answerDialogs([path])
  await draft.addFiles()
  await expect(draft.files).toHaveCount(1)
  return draft
}

test('a text file named .npy is refused by name, without a stack trace', async () => {
  const path = join(work, 'notes.npy')
  writeFileSync(path, 'these are notes, not numbers\n')
  const draft = await draftOf(path)
  await expect(draft.finding('notes.npy can not be used')).toContainText('is not a NumPy file, though its name says so')
  await expect(draft.create).toBeDisabled()
  await expect(host.page.locator('body')).not.toContainText(/\bat .*\.(js|ts|cjs):\d+/)
  await draft.discard()
})

test('a file that was cut off is refused with what is missing', async () => {
  const path = join(work, 'cut.npy')
  copyFileSync(join(checkout, 'resources', 'samples', 'smollm2', 'resid_post.npy'), path)
  truncateSync(path, 1_000_000)
  const draft = await draftOf(path)
  await expect(draft.finding('cut.npy can not be used')).toContainText('Copy or download the file again')
  await expect(draft.create).toBeDisabled()
  await draft.discard()
})

test('a folder that was typed instead of chosen is refused at the field', async () => {
  const draft = await draftOf(join(checkout, 'resources', 'samples', 'toy', 'toy-lm.csv'))
  const folder = join(work, 'typed.loupe')
  await expect(draft.valid).toBeVisible()
  await draft.folder.fill(folder)
  await draft.finish()
  await expect(host.page.getByRole('alert').filter({ hasText: 'may not use' })).toContainText(folder)
  expect(existsSync(folder)).toBe(false)
  await draft.discard()
})

test('impossible configurations are told at their field and start nothing', async () => {
  await new LoupeWindow(host.page).go('Projects')
  await new ProjectsPage(host.page).openSample('toy')
  const form = new NewRunPage(host.page)
  await form.fill({ dSae: 8, k: 9 })
  await form.begin()
  await expect(form.problem('k')).toContainText('8')
  await expect(form.field('k')).toBeFocused()
  await form.fill({ k: 2, steps: 0 })
  await form.begin()
  await expect(form.problem('steps')).toBeVisible()
  await form.fill({ steps: 100, learningRate: -1 })
  await form.begin()
  await expect(form.problem('learningRate')).toBeVisible()
  await expect(host.page.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(0)
})

test('a project that is open where it can not be joined is offered for reading only', async () => {
  const { page } = host
  await new LoupeWindow(page).go('Projects')
  const other = mkdtempSync(join(tmpdir(), 'loupe-other-'))
  const folder = join(host.userData, 'samples', 'smollm2.loupe')
  await new ProjectsPage(page).openSample('smollm2')
  await new LoupeWindow(page).command('Close project')
  await expect(new ProjectsPage(page).heading).toBeVisible()
  // As another user or another machine: its word lies where this one does not look.
  const { server } = await serve(other, [folder], { XDG_RUNTIME_DIR: other })
  try {
    await new ProjectsPage(page).open('SmolLM2 layer 15')
    const question = page.getByRole('dialog', { name: 'This project is open elsewhere' })
    await expect(question).toBeVisible()
    await question.getByRole('button', { name: 'Open read-only' }).click()
    await expect(page.getByRole('contentinfo')).toContainText('read-only')
  } finally {
    server.kill('SIGTERM')
    rmSync(other, { recursive: true, force: true })
  }
  expect(await new MonitorPage(page).checkpoints.count()).toBe(0)
})

test('without its files what was analyzed stays readable and says since when; a damaged index is built again', async () => {
  const { page } = host
  const window = new LoupeWindow(page)
  const user = join(work, 'user')
  const project = join(work, 'Lost.loupe')
  const rows = join(work, 'toy.csv')
  copyFileSync(join(checkout, 'resources', 'samples', 'toy', 'toy-lm.csv'), rows)
  loupe(user, 'new', project, '--activations', rows)
  loupe(user, 'train', project, '--features', '8', '--k', '1', '--steps', '50')
  const [run] = readdirSync(join(project, 'runs'))
  const analyses = join(project, 'runs', run, 'analysis')
  truncateSync(join(analyses, readdirSync(analyses)[0], 'by-feature.bin'), 40)
  const bytes = readFileSync(rows)
  // A file that is gone is looked for by its content; one that is another now is not.
  writeFileSync(rows, bytes.toString().replace(/\d(?=\s*$)/, '7'))
  await window.go('Projects')
  await openByKeys(host, project)
  await window.go('Explore')
  const banner = page
    .getByRole('status')
    .filter({ hasText: /toy\.csv.*What is shown is from then: analyzed on .*, step 50, 8 rows\./ })
  await expect(banner).toBeVisible()
  const damage = page.getByRole('alert').filter({ hasText: 'The stored activations can not be read' })
  await expect(damage).toBeVisible()
  await expect(page.getByRole('region', { name: 'Top' }).getByRole('listitem').first()).toBeVisible()
  writeFileSync(rows, bytes)
  await window.reach(damage.getByRole('button', { name: 'Analyze again' }))
  await page.keyboard.press('Enter')
  await expect(damage).toBeHidden({ timeout: 30_000 })
  await expect(banner).toBeHidden()
})
