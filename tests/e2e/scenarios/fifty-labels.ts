/**
 * Fifty features labeled by keyboard alone from a cold start: undo, a restart in the middle, search, a quiz, the review of what a
 * second annotator said. The same on every host.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import type { Host } from '../hosts/host'
import { loupe, prepareProject, small } from '../hosts/prepared-project'
import { AnnotatePage } from '../pages/annotate-page'
import { ChecksPart } from '../pages/checks-part'
import { FeatureView } from '../pages/feature-page'
import { PeoplePage } from '../pages/people-page'
import { LoupeWindow } from '../pages/window'

/** Opens the project in a host that keeps what it remembers in `userData`. */
export type OpenHost = (userData: string, project: string) => Promise<Host>

const half = 25

export function fiftyLabels(open: OpenHost): void {
  let host: Host
  let work: string
  let project: string
  let annotate: AnnotatePage
  /** Labels by feature, in the order in which they were written. */
  const written = new Map<number, string>()

  const userData = () => join(work, 'user')
  const start = async () => {
    host = await open(userData(), project)
    annotate = new AnnotatePage(host.page)
    await new LoupeWindow(host.page).go('Annotate')
    await expect(annotate.heading).toBeVisible()
    // A browser that is opened anew knows no name.
    await new PeoplePage(host.page).labelAs('Ada')
  }
  const labelSome = async () => {
    const from = performance.now()
    for (let turn = 0; turn < half; turn += 1) {
      const label = `pattern number ${written.size}`
      written.set(await annotate.answer({ label, tag: 1 + (turn % 4), confidence: 2 }), label)
    }
    console.log(`${host.kind}: ${((performance.now() - from) / half).toFixed(0)} ms for a label with tag and confidence`)
    await expect.poll(() => annotate.count('labeled')).toBe(written.size)
  }

  test.describe.configure({ mode: 'serial' })

  test.beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'loupe-fifty-'))
    mkdirSync(userData())
    project = prepareProject(work, 'Sample', userData(), { ...small, labels: [] })
    await start()
  })

  test.afterAll(async () => {
    await host?.close()
    rmSync(work, { recursive: true, force: true })
  })

  test('half of them, the last one undone and done again', async () => {
    await labelSome()
    await host.page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => annotate.count('labeled')).toBe(half - 1)
    await host.page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(() => annotate.count('labeled')).toBe(half)
  })

  test('after a restart the queue goes on where it was, to fifty', async () => {
    await host.close()
    await start()
    await expect.poll(() => annotate.count('labeled')).toBe(half)
    await labelSome()
    expect(written.size).toBe(2 * half)
  })

  test('one is found by its words, and opened', async () => {
    const [feature, label] = [...written][37]
    await host.page.keyboard.press('ControlOrMeta+Shift+f')
    await expect(host.page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await host.page.keyboard.type(label)
    await expect(host.page.getByRole('dialog').getByRole('option', { selected: true })).toContainText(label)
    await host.page.keyboard.press('Enter')
    await expect.poll(() => new FeatureView(host.page).id()).toBe(feature)
  })

  test('its label is checked by a quiz', async () => {
    const checks = new ChecksPart(host.page)
    await host.page.getByRole('main').focus()
    await host.page.keyboard.press('Shift+Q')
    await expect(checks.rows.first()).toBeVisible()
    await checks.answerAll(new Array(await checks.rows.count()).fill('y'))
    await expect(checks.quiz.getByRole('status')).toContainText('50 %')
    await host.page.keyboard.press('Enter')
    await expect(checks.quiz).toBeHidden()
  })

  test('what a second annotator said comes in beside it, and is reviewed to the end', async () => {
    const own = join(work, 'ada.jsonl')
    const theirs = join(work, 'bea.jsonl')
    // By the command line, which works through the Loupe that has the project open.
    loupe(userData(), 'labels', 'export', project, own, '--author', 'Ada')
    const [head, ...lines] = readFileSync(own, 'utf8').trim().split('\n')
    const changed = lines.map((line) => line.replace(/pattern number (\d)"/, 'another word for $1"'))
    writeFileSync(theirs, [head.replace('"Ada"', '"Bea"'), ...changed].join('\n'))
    loupe(userData(), 'labels', 'import', project, theirs)
    const people = new PeoplePage(host.page)
    await host.page.keyboard.press('Alt+v')
    await expect(people.list.getByRole('row')).toHaveCount(10)
    await host.page.getByRole('main').focus()
    for (let turn = 1; turn <= 10; turn += 1) {
      await host.page.keyboard.press(turn % 2 === 0 ? 'ArrowLeft' : 'ArrowRight')
      await expect(people.settled).toHaveText(`${turn} of 10 settled`)
    }
  })
}
