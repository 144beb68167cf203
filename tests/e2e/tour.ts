/** Every screen of the window, and how one gets there: for what has to hold on all of them. */
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { checkout } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { openByKeys } from './hosts/opened-project'
import { AnnotatePage } from './pages/annotate-page'
import { DataPage } from './pages/data-page'
import { ExplorePage } from './pages/explore-page'
import { FeatureView } from './pages/feature-page'
import { MonitorPage } from './pages/monitor-page'
import { NewProjectPage } from './pages/new-project-page'
import { NewRunPage } from './pages/new-run-page'
import { ProjectsPage } from './pages/projects-page'
import { RowPage } from './pages/row-page'
import { RunsPage } from './pages/runs-page'
import { StudyPage } from './pages/study-page'
import { LoupeWindow } from './pages/window'

export interface Stop {
  name: string
  show(): Promise<void>
}

/** The stops in an order in which each can be reached from the one before. `project` is an analyzed one. */
export function tourOf(host: Host, project: string): Stop[] {
  const { page } = host
  const window = new LoupeWindow(page)
  return [
    { name: 'projects', show: () => showProjects(page) },
    { name: 'new-project', show: () => showNewProject(host) },
    { name: 'training', show: () => openProject(host, project) },
    { name: 'new-run', show: () => showNewRun(page) },
    { name: 'explore', show: () => showExplore(page, window) },
    { name: 'feature', show: () => showFeature(page) },
    { name: 'patterns', show: () => showStudy(page, 'p', 'grid', /^Patterns, /) },
    { name: 'columns', show: () => showStudy(page, 'l', 'grid', /^Features of /) },
    { name: 'anomalies', show: () => showStudy(page, 'a', 'grid', 'Anomalies') },
    { name: 'row', show: () => showRow(page) },
    { name: 'relations', show: () => showStudy(page, 't', 'radiogroup', 'List of features') },
    { name: 'two-dictionaries', show: () => showStudy(page, 'd', 'region', 'Feature match') },
    { name: 'annotate', show: () => showAnnotate(page, window) },
    { name: 'review', show: () => showPeople(page, 'v', 'Review') },
    { name: 'repeats', show: () => showPeople(page, 'e', 'Blind repeats') },
    { name: 'progress', show: () => showPeople(page, 'g', 'Progress') },
    { name: 'export', show: () => showExport(page, window) },
    { name: 'settings', show: () => showSettings(page) },
    { name: 'palette', show: () => showPalette(page, window) },
    { name: 'keys', show: () => showKeys(page) },
    { name: 'data', show: () => showData(page, window) },
    { name: 'fit', show: () => showFit(host, window) },
    { name: 'runs', show: () => showRuns(page, window) }
  ]
}

async function showProjects(page: Page): Promise<void> {
  await new LoupeWindow(page).go('Projects')
  await expect(new ProjectsPage(page).heading).toBeVisible()
  await expect(page.locator('[data-sample]').first()).toBeVisible()
}

async function showNewProject(host: Host): Promise<void> {
  const sample = join(checkout, 'resources', 'samples', 'smollm2')
  const draft = new NewProjectPage(host.page)
  await host.page.keyboard.press('ControlOrMeta+N')
  if ((await draft.files.count()) === 0) {
    await host.answerDialogs([join(sample, 'resid_post.npy'), join(sample, 'tokens.parquet')])
    await draft.addFiles()
  }
  await expect(draft.valid).toBeVisible()
}

/** From the projects screen, where the same key opens a project. */
async function openProject(host: Host, project: string): Promise<void> {
  await new LoupeWindow(host.page).go('Projects')
  await openByKeys(host, project)
  await expect.poll(async () => (await new MonitorPage(host.page).picture()).drawn).toBeGreaterThan(100)
}

async function showNewRun(page: Page): Promise<void> {
  await page.getByRole('main').focus()
  await page.keyboard.press('n')
  await expect(new NewRunPage(page).start).toBeEnabled()
  await expect(page.locator('.monaco-editor').first()).toBeVisible()
}

async function showExplore(page: Page, window: LoupeWindow): Promise<void> {
  await page.keyboard.press('Escape')
  await window.go('Explore')
  await expect(new ExplorePage(page).grid).toBeVisible()
  await expect(page.getByRole('region', { name: /^Top/ })).toBeVisible()
}

async function showFeature(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  await expect(new FeatureView(page).top.first()).toBeVisible()
}

/** Asked the first time; the second time round the answer is there. */
async function showStudy(page: Page, key: string, role: 'grid' | 'region' | 'radiogroup', name: string | RegExp): Promise<void> {
  await page.keyboard.press(`Alt+${key}`)
  await new StudyPage(page).answered(page.getByRole(role, { name }).first())
}

/** From the list of anomalies, the row in view. */
async function showRow(page: Page): Promise<void> {
  await page.keyboard.press('Enter')
  const row = new RowPage(page)
  await expect(row.features).toBeVisible()
  await page.keyboard.press('Space')
  await expect(row.moved).toBeVisible()
}

async function showAnnotate(page: Page, window: LoupeWindow): Promise<void> {
  await window.go('Annotate')
  await expect(new AnnotatePage(page).progress).toBeVisible()
}

async function showPeople(page: Page, key: string, title: string): Promise<void> {
  await page.keyboard.press(`Alt+${key}`)
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Annotate' })).toBeVisible()
}

async function showExport(page: Page, window: LoupeWindow): Promise<void> {
  await window.go('Export')
  await expect(page.getByRole('article', { name: 'Receipt' })).toBeVisible()
}

async function showSettings(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+,')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
}

async function showPalette(page: Page, window: LoupeWindow): Promise<void> {
  await window.go('Explore')
  await page.keyboard.press('ControlOrMeta+K')
  await expect(window.palette.getByRole('option').first()).toBeVisible()
}

async function showData(page: Page, window: LoupeWindow): Promise<void> {
  await page.keyboard.press('Escape')
  await window.go('Data')
  await expect(new DataPage(page).files).toContainText('resid_post.npy')
}

/** Against the file that the run was trained on, which fits. */
async function showFit(host: Host, window: LoupeWindow): Promise<void> {
  const data = new DataPage(host.page)
  await window.command('Check a file against a run')
  await host.answerDialogs([join(checkout, 'resources', 'samples', 'smollm2', 'resid_post.npy')])
  await data.fit.getByRole('button', { name: 'Choose…' }).press('Enter')
  await data.fit.getByRole('textbox', { name: 'Activation file' }).press('Enter')
  await expect(data.fit.getByRole('table')).toContainText('This file')
}

/** Two runs selected, so that their differences stand beside the plane. */
async function showRuns(page: Page, window: LoupeWindow): Promise<void> {
  await page.keyboard.press('Escape')
  await window.go('Runs')
  const runs = new RunsPage(page)
  // The second time round it is still open.
  if (!(await runs.grid.isVisible())) await runs.show()
  await expect(runs.plane).toBeVisible()
  if (await runs.differences.isVisible()) return
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
  await expect(runs.differences).toBeVisible()
}

async function showKeys(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
}
