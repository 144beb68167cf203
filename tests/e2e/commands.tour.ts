/**
 * Records all commands with their default keys from the screens that offer them, for the list in the settings. Not a test and not
 * part of `npm test`: LOUPE_COMMANDS names the file to write, renderer/app/commands/commands.json.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkout, openElectron } from './hosts/electron-host'
import { prepareProject, small } from './hosts/prepared-project'
import { AnnotatePage } from './pages/annotate-page'
import { SettingsPage } from './pages/settings-page'
import { LoupeWindow } from './pages/window'
import { tourOf } from './tour'

test('all commands, from all screens', async () => {
  const work = mkdtempSync(join(tmpdir(), 'loupe-commands-'))
  const project = prepareProject(work, 'Sample', join(work, 'user'), { ...small, both: true })
  const host = await openElectron({ userData: join(work, 'user') })
  try {
    const window = new LoupeWindow(host.page)
    for (const stop of tourOf(host, project)) await stop.show()
    await host.page.keyboard.press('Escape')
    await window.go('Annotate')
    const annotate = new AnnotatePage(host.page)
    await expect(annotate.progress).toBeVisible()
    await annotate.openBulk()
    const settings = new SettingsPage(host.page)
    await settings.open()
    const commands = await settings.commands()
    expect(commands.length).toBeGreaterThan(150)
    commands.sort((a, b) => (a.id < b.id ? -1 : 1))
    writeFileSync(resolve(checkout, process.env.LOUPE_COMMANDS ?? ''), `${JSON.stringify(commands, null, 2)}\n`)
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})
