/**
 * Pictures of every screen, for the documentation and for judging by eye. Not a test and not part of `npm test`:
 * LOUPE_SCREENSHOTS names the folder, LOUPE_SCREENSHOT_SIZE the window (1440x900 when left out).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import { checkout, openElectron } from './hosts/electron-host'
import { type Preparation, prepareProject } from './hosts/prepared-project'
import { LoupeWindow } from './pages/window'
import { tourOf } from './tour'

const wanted: Preparation = {
  features: 2048,
  k: 32,
  steps: 500,
  batch: 1024,
  both: true,
  // Read off the examples of this very run (seed 0): a picture of wrong labels would teach the wrong thing.
  labels: ['year of a date in a table', 'name in library code', 'digits in a table row', '', '', 'month of a date in a table']
}

test('pictures of every screen', async () => {
  test.setTimeout(600_000)
  const folder = resolve(checkout, process.env.LOUPE_SCREENSHOTS ?? 'docs/screenshots')
  const [width, height] = (process.env.LOUPE_SCREENSHOT_SIZE ?? '1440x900').split('x').map(Number)
  const work = process.env.LOUPE_SCREENSHOT_PROJECTS ?? mkdtempSync(join(tmpdir(), 'loupe-tour-'))
  mkdirSync(folder, { recursive: true })
  const project = prepareProject(work, 'SmolLM2 layer 15', join(work, 'user'), wanted)
  const host = await openElectron({ width, height, userData: join(work, 'user') })
  try {
    for (const theme of ['Light', 'Dark'] as const) {
      await new LoupeWindow(host.page).theme(theme)
      for (const [index, stop] of tourOf(host, project).entries()) {
        await stop.show()
        // Charts draw themselves over a few frames, and a message may still be fading.
        await host.page.waitForTimeout(700)
        await host.page.evaluate(hideFolder, [checkout, '/data'] as const)
        const name = `${index + 1}-${stop.name}-${theme.toLowerCase()}.png`
        await host.page.screenshot({ path: join(folder, name) })
      }
      await host.page.keyboard.press('Escape')
    }
    expect(host.page.url()).toContain('index.html')
  } finally {
    await host.close()
    rmSync(work, { recursive: true, force: true })
  }
})

/** Shows another folder in place of this machine's. Runs in the page. */
function hideFolder([folder, shown]: readonly [string, string]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.nodeValue = texts.currentNode.nodeValue?.replaceAll(folder, shown) ?? ''
  for (const input of document.querySelectorAll('input')) {
    if (input.value.includes(folder)) input.value = input.value.replaceAll(folder, shown)
  }
}
