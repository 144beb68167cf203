/** A prepared project that is open in the window, as most scenarios begin. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import { MonitorPage } from '../pages/monitor-page'
import { type ElectronHost, openElectron } from './electron-host'
import type { Host } from './host'
import { type Preparation, prepareProject, small } from './prepared-project'

export interface OpenedProject {
  host: ElectronHost
  /** Temporary folder of the scenario; the project lies in it. */
  work: string
  close(): Promise<void>
}

/** The window is 1280 × 800, the smallest that is promised; its user folder does not know the project yet. */
export async function openPrepared(name: string, wanted: Preparation = small): Promise<OpenedProject> {
  const work = mkdtempSync(join(tmpdir(), 'loupe-e2e-'))
  const remove = () => rmSync(work, { recursive: true, force: true })
  try {
    const project = prepareProject(work, name, join(work, 'user'), wanted)
    const host = await openElectron({ width: 1280, height: 800 })
    await openByKeys(host, project)
    return { host, work, close: () => host.close().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

/** By key, with the dialog answered; the monitor of its run is in view then. */
export async function openByKeys(host: Host, project: string): Promise<void> {
  await host.answerDialogs([project])
  await host.page.keyboard.press('ControlOrMeta+O')
  await expect(new MonitorPage(host.page).tracks).toBeVisible()
}
