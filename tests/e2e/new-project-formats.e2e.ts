/** Projects from what researchers have on disk, by the screens alone: shards with token ids, one array of many, a pair. */
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { positions, rows, sequences, width, writeArchive, writePair, writeRaw, writeShards } from './hosts/small-data'
import { DataPage } from './pages/data-page'
import { NewProjectPage } from './pages/new-project-page'
import { NewRunPage } from './pages/new-run-page'
import { violations } from './pages/violations'
import { LoupeWindow } from './pages/window'

const allRows = rows.toLocaleString('en-US')

let host: Host
let work: string

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-formats-'))
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

/** Names the draft, makes the project and looks at its data. */
async function finish(draft: NewProjectPage, name: string): Promise<DataPage> {
  await draft.name.fill(name)
  const folder = join(work, `${name}.loupe`)
  await host.answerDialogs([folder])
  await draft.chooseFolder()
  await expect(draft.folder).toHaveValue(folder)
  await draft.finish()
  await expect(new NewRunPage(host.page).heading).toBeVisible()
  await new LoupeWindow(host.page).go('Data')
  const data = new DataPage(host.page)
  await expect(data.heading).toBeVisible()
  return data
}

async function begin(): Promise<NewProjectPage> {
  await host.page.keyboard.press('ControlOrMeta+N')
  return new NewProjectPage(host.page)
}

test('a dropped folder of shards is one line, and its token ids get their text', async () => {
  const draft = await begin()
  await draft.drop([writeShards(join(work, 'acts'))])
  await expect(draft.file('chunk-#.npy')).toContainText('npy, 3 files')
  await expect(draft.file('tokens.npy')).toContainText('token ids, matched by shape')
  await expect(draft.file('vocab.json')).toContainText('text of 8 tokens')
  await expect(draft.valid).toContainText(`${allRows} rows`)
  await expect(draft.preview).toContainText('·sat')
  await draft.file('tokens.npy').getByRole('checkbox').press('Enter')
  await expect(draft.file('tokens.npy').getByRole('region')).toContainText('tokens.npy')
  await draft.file('tokens.npy').getByRole('checkbox').press('Enter')
  await expect(draft.file('tokens.npy').getByRole('region')).toBeHidden()
  await host.page.getByRole('main').focus()
  await host.page.keyboard.press('r')
  await expect(draft.preview).toContainText(/·(cat|sat|on|the|mat)/)
  await expect(draft.fact('Effective rank')).toContainText(`of ${width}`)
  await expect(draft.projection).toBeVisible()
  const data = await finish(draft, 'Shards')
  await expect(data.fact('Rows that train')).toContainText(/1,\d{3}/)
  await expect(data.files).toContainText('3 shards: chunk-0.npy … chunk-2.npy')
  await expect(data.files).toContainText('token (token)')
})

test('one array of an archive is chosen by keyboard', async () => {
  const draft = await begin()
  await host.answerDialogs([writeArchive(join(work, 'layers.npz'))])
  await draft.addFiles()
  await expect(draft.fact('Vectors')).toContainText(`× ${2 * width}`)
  await draft.use('resid_pre in layers.npz').focus()
  await expect(draft.use('resid_pre in layers.npz')).toHaveValue('none')
  await host.page.keyboard.press('A')
  await expect(draft.use('mlp_hidden in layers.npz')).toHaveValue('none')
  await expect(draft.fact('Vectors')).toContainText(`${sequences} × ${positions} × ${width}`)
  await expect(draft.valid).toBeVisible()
  const data = await finish(draft, 'Archive')
  await expect(data.fact('d_in')).toContainText(String(width))
  await expect(data.files).toContainText('layers.npz:resid_pre')
})

test('layers of an archive and raw numbers are joined as streams', async () => {
  const draft = await begin()
  await draft.drop([join(work, 'layers.npz'), writeRaw(join(work, 'acts.bin'))])
  await expect(draft.valid).toBeVisible()
  await draft.use('resid_pre in layers.npz').selectOption('stream')
  await expect(draft.finding('acts.bin can not be used')).toBeVisible()
  await draft.layout('acts.bin').fill(`f32[?,${width}]`)
  await draft.layout('acts.bin').press('Enter')
  await expect(draft.use('acts.bin')).toHaveValue('none')
  await expect(draft.finding('acts.bin can not be used')).toHaveCount(0)
  await draft.use('acts.bin').selectOption('stream')
  await expect(draft.fact('d_in')).toContainText(`${4 * width}: ${2 * width} + ${width} + ${width}`)
  const data = await finish(draft, 'Streams')
  await expect(data.fact('Streams')).toContainText(`mlp_hidden ${2 * width}, resid_pre ${width}, acts ${width}`)
  await expect(data.fact('d_in')).toContainText(String(4 * width))
})

test('a pair is proposed and taken, and its rows are filtered and weighted', async () => {
  const draft = await begin()
  const { input, output, table } = writePair(join(work, 'pair'))
  await host.answerDialogs([input])
  await draft.addFiles()
  await expect(draft.valid).toBeVisible()
  await draft.drop([output, table])
  await expect(draft.file('rows.csv')).toContainText('tokens, matched by row count')
  await expect(draft.use('mlp_out.npy')).toHaveValue('none')
  await draft.finding('mlp_in and mlp_out look like a pair').getByRole('button', { name: 'Use as a pair' }).press('Enter')
  await expect(draft.use('mlp_out.npy')).toHaveValue('targets')
  await expect(draft.use('mlp_in.npy')).toHaveValue('activations')
  await expect(draft.valid).toBeVisible()
  await draft.foldedRows.press('Enter')
  await host.page.getByRole('checkbox', { name: 'verse' }).press('Space')
  await host.page.getByRole('textbox', { name: 'Weight of code' }).fill('2')
  expect(await violations(host.page)).toEqual([])
  const data = await finish(draft, 'Pair')
  await expect(data.fact('Targets')).toContainText(`d_out ${width / 2}`)
  await expect(data.fact('Only rows of')).toContainText('domain: code, prose, numbers')
  await expect(data.fact('Weights')).toContainText('domain: code 2')
  await expect(data.fact('Left out')).toContainText(`${rows / 4} filtered`)
})

test('a file that is gone is said, and found again by its content', async () => {
  const data = new DataPage(host.page)
  const away = mkdtempSync(join(tmpdir(), 'loupe-moved-'))
  const moved = join(away, 'renamed.npy')
  renameSync(join(work, 'pair', 'mlp_out.npy'), moved)
  await new LoupeWindow(host.page).go('Projects')
  await new LoupeWindow(host.page).go('Data')
  await expect(data.lost).toContainText('mlp_out.npy')
  await host.answerDialogs([moved])
  await data.lost.getByRole('button', { name: 'Find…' }).press('Enter')
  await expect(data.lost).toHaveCount(0)
  await expect(data.files).toContainText(moved)
  rmSync(away, { recursive: true, force: true })
})
