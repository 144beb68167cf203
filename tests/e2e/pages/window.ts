/** The window around every screen: going to a screen by its key, the palette, messages, the state of the connection. */
import { expect, type Locator, type Page } from 'playwright/test'

export type ScreenWord = 'Projects' | 'Data' | 'Runs' | 'Explore' | 'Annotate' | 'Export'

const order: ScreenWord[] = ['Projects', 'Data', 'Runs', 'Explore', 'Annotate', 'Export']

export class LoupeWindow {
  readonly rail: Locator
  readonly messages: Locator
  readonly backend: Locator
  readonly palette: Locator
  readonly connection: Locator

  constructor(readonly page: Page) {
    this.rail = page.getByRole('navigation', { name: 'Screens' })
    this.messages = page.getByRole('log', { name: 'Messages' })
    this.backend = page.getByTestId('backend')
    this.palette = page.getByRole('dialog', { name: 'Command palette' })
    this.connection = page.getByRole('alertdialog')
  }

  /** By key, as a person who works all day with it does. */
  async go(screen: ScreenWord): Promise<void> {
    await this.page.keyboard.press(`ControlOrMeta+${order.indexOf(screen) + 1}`)
    await expect(this.rail.getByRole('button', { name: screen })).toHaveAttribute('aria-current', 'page')
  }

  /** Runs a command by what the palette calls it. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K')
    await expect(this.palette).toBeVisible()
    await this.page.keyboard.type(`>${title}`)
    await expect(this.palette.getByRole('option', { selected: true })).toContainText(title)
    await this.page.keyboard.press('Enter')
    await expect(this.palette).toBeHidden()
  }

  /** Goes to a control with Tab alone, as a person without a mouse does. */
  async reach(control: Locator, most = 120): Promise<void> {
    await expect(control).toBeVisible()
    for (let presses = 0; presses < most; presses++) {
      if (await control.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    await expect(control).toBeFocused()
  }

  theme(theme: 'Light' | 'Dark'): Promise<void> {
    return this.command(`${theme} theme`)
  }

  /** A number as the window prints it, back to a number. */
  static numberIn(text: string): number {
    return Number(text.replace(/[^\d.]/g, ''))
  }
}
