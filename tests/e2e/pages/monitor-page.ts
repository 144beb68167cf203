/** The training monitor of one run. */
import { expect, type Locator, type Page } from 'playwright/test'
import { LoupeWindow } from './window'

export class MonitorPage {
  readonly tracks: Locator
  readonly job: Locator
  readonly checkpoints: Locator
  readonly what: Locator

  constructor(readonly page: Page) {
    this.tracks = page.getByRole('region', { name: /^Training of / })
    this.job = page.getByRole('complementary', { name: 'Job' })
    this.checkpoints = page.getByRole('list', { name: 'Checkpoints' }).getByRole('listitem')
    this.what = this.job.getByText('What happened')
  }

  /** The step counter in the head. */
  async step(): Promise<number> {
    const head = this.page.locator('main strong').first()
    return LoupeWindow.numberIn(await head.innerText({ timeout: 2_000 }))
  }

  /** On a busy machine the head is not there at once. */
  async pastStep(step: number): Promise<void> {
    await expect(this.tracks).toBeVisible({ timeout: 60_000 })
    await expect.poll(() => this.step().catch(() => -1), { timeout: 60_000, intervals: [100] }).toBeGreaterThan(step)
  }

  /** Waits until the panel says this state. */
  async state(state: 'running' | 'paused' | 'done' | 'interrupted', timeout = 60_000): Promise<void> {
    await expect(this.job).toContainText(new RegExp(`State\\s*${state}`), { timeout })
  }

  async analyzed(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Explore', exact: true }).first()).toBeEnabled({ timeout: 90_000 })
    await expect(this.job.getByText('Finished')).toBeVisible({ timeout: 90_000 })
  }

  /** What the charts look like now: how many pixels are drawn, and a sum that changes when any of them does. */
  picture(): Promise<{ drawn: number; sum: number }> {
    return this.tracks.evaluate((section) => {
      const total = { drawn: 0, sum: 0 }
      for (const canvas of section.querySelectorAll('canvas')) {
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
        for (let at = 0; at < pixels.length; at += 4) {
          if (pixels[at + 3] === 0) continue
          total.drawn++
          total.sum = (total.sum * 31 + at + pixels[at]) % 1_000_003
        }
      }
      return total
    })
  }
}
