/** Every screen in both themes: nothing that axe calls serious or critical. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { openElectron } from './hosts/electron-host'
import type { Host } from './hosts/host'
import { prepareProject, small } from './hosts/prepared-project'
import { violationsInBothThemes } from './pages/violations'
import { tourOf } from './tour'

let host: Host
let work: string
let project: string

test.beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'loupe-axe-'))
  project = prepareProject(work, 'Sample', join(work, 'user'), { ...small, both: true })
  host = await openElectron()
})

test.afterAll(async () => {
  await host?.close()
  rmSync(work, { recursive: true, force: true })
})

test('every screen can be used by everyone, light and dark', async () => {
  test.slow()
  for (const stop of tourOf(host, project)) {
    await stop.show()
    await test.step(stop.name, async () => {
      expect.soft(await violationsInBothThemes(host.page), stop.name).toEqual([])
    })
  }
})
