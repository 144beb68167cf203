/** Drafts by a language model, by keyboard, with a real server on loopback: off at first, turned on in Settings, asked, paused, never a label. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { type ModelTestServer, startModelServer } from '../fixtures/model-server'
import type { Host } from './hosts/host'
import { type OpenedProject, openPrepared } from './hosts/opened-project'
import { AnnotatePage } from './pages/annotate-page'
import { DraftDialog } from './pages/draft-dialog'
import { ModelSettings } from './pages/model-settings'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

const key = 'sk-typed-in-the-window'
let host: Host
let opened: OpenedProject
let server: ModelTestServer
let window: LoupeWindow
let annotate: AnnotatePage
let dialog: DraftDialog
let settings: ModelSettings

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  server = await startModelServer()
  opened = await openPrepared('Sample')
  host = opened.host
  window = new LoupeWindow(host.page)
  annotate = new AnnotatePage(host.page)
  dialog = new DraftDialog(host.page)
  settings = new ModelSettings(host.page)
})

test.afterAll(async () => {
  await opened?.close()
  await server?.close()
})

test('while it is off the dialog shows prompts and an estimate, and nothing can be started', async () => {
  await window.go('Annotate')
  await expect(annotate.heading).toBeVisible()
  await dialog.open()
  await expect(dialog.element).toContainText('Drafts are switched off: nothing is sent anywhere')
  await expect(dialog.estimate).toContainText('1 feature: 2 requests')
  await expect(dialog.estimate).toContainText('Cost: not known')
  await expect(dialog.start).toBeDisabled()
  await dialog.preview()
  await expect(dialog.shownPrompt).toHaveValue(/Example 1: [\s\S]*<<[\s\S]*Activations: \("/)
  expect(await violations(host.page)).toEqual([])
  await host.page.keyboard.press('Escape')
  await expect(dialog.element).toBeHidden()
})

test('in Settings an address is set, refused where it would be unencrypted, and models are listed once it is on', async () => {
  await host.page.keyboard.press('ControlOrMeta+,')
  await settings.type(settings.address, 'http://192.0.2.1:8080/v1')
  await expect(settings.section.getByRole('alert')).toContainText('unencrypted')
  await settings.type(settings.address, server.address)
  await expect(settings.section.getByRole('alert')).toHaveCount(0)
  await expect(settings.listModels).toBeDisabled()
  expect(server.connections()).toBe(0)
  await settings.turnOn()
  await settings.listModels.press('Enter')
  await expect(settings.section).toContainText('The server lists')
  await settings.choose('good')
  await settings.keepKey(key)
  await expect(settings.section).toContainText(
    /The key for http:\/\/127\.0\.0\.1:\d+ is kept|the key for http:\/\/127\.0\.0\.1:\d+ is kept/
  )
  for (const theme of ['Dark', 'Light'] as const) {
    await window.theme(theme)
    expect(await violations(host.page)).toEqual([])
  }
})

test('a draft is asked for by key; the answer is a suggestion, not a label; the key lies in no file', async () => {
  await window.go('Annotate')
  const feature = await annotate.id()
  await dialog.open()
  await expect(dialog.start).toBeEnabled()
  await host.page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog.drafts.first()).toContainText('done: 1 text, 0 problems', { timeout: 60_000 })
  expect(server.asked.at(-1)?.authorization).toBe(`Bearer ${key}`)
  for (const theme of ['Dark', 'Light'] as const) {
    await host.page.keyboard.press('Escape')
    await window.theme(theme)
    await dialog.open()
    expect(await violations(host.page)).toEqual([])
  }
  await host.page.keyboard.press('Escape')
  await annotate.at(feature)
  await expect(annotate.label).toHaveValue('')
  const suggestion = annotate.suggestions.filter({ hasText: 'model draft, good 0.50' })
  await expect(suggestion).toContainText('words about the sea')
  expect([opened.work, host.userData].flatMap((folder) => filesWith(folder, key))).toEqual([])
})

test('the prompt is edited by keyboard, refused without its place for examples, and is what the server receives', async () => {
  const { page } = host
  await dialog.open()
  await dialog.write('In one word, in capitals: what is {example')
  await expect(dialog.element).toContainText('{examples}')
  await expect(dialog.start).toBeDisabled()
  await page.keyboard.type('s} about?')
  await expect(dialog.start).toBeEnabled()
  const before = server.asked.length
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(dialog.drafts).toHaveCount(2)
  await expect
    .poll(() => server.asked[before]?.question ?? '', { timeout: 60_000 })
    .toMatch(/^In one word, in capitals: what is Example 1: [\s\S]*<<[\s\S]* about\?$/)
  await expect(dialog.drafts.first()).toContainText('done: 1 text', { timeout: 60_000 })
  await dialog.element.getByRole('button', { name: 'Usual prompt' }).press('Enter')
  await expect(dialog.prompt).toHaveValue(/^(?!In one word)/)
  await dialog.drafts.first().getByRole('button', { name: 'Remove the draft' }).press('Enter')
  await expect(dialog.drafts).toHaveCount(1)
  await page.keyboard.press('Escape')
})

test('a server that stalls is paused, goes on with another model, and can be taken away', async () => {
  await host.page.keyboard.press('ControlOrMeta+,')
  await settings.choose('stalls')
  await window.go('Annotate')
  await dialog.open()
  await expect(dialog.element).toContainText('stalls')
  await host.page.keyboard.press('ControlOrMeta+Enter')
  await dialog.press('Pause')
  await expect(dialog.drafts.first()).toContainText('paused, 0 of 1')
  await host.page.keyboard.press('Escape')
  await host.page.keyboard.press('ControlOrMeta+,')
  await settings.choose('good')
  await window.go('Annotate')
  await dialog.open()
  await dialog.press('Go on')
  await expect(dialog.drafts.first()).toContainText('done: 1 text', { timeout: 60_000 })
  await dialog.drafts.first().getByRole('button', { name: 'Remove the draft' }).press('Enter')
  await expect(dialog.drafts).toHaveCount(1)
})

/** Regular files only: links of a running Electron point nowhere. */
function filesWith(folder: string, text: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text))
}
