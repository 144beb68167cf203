/** A new project from activation files: the files, what was understood of them, the project's name and folder. */
import { expect, type Locator, type Page } from 'playwright/test'

export class NewProjectPage {
  readonly files: Locator
  readonly name: Locator
  readonly folder: Locator
  readonly create: Locator
  readonly valid: Locator
  readonly path: Locator
  readonly preview: Locator

  constructor(readonly page: Page) {
    this.files = page.getByRole('list', { name: 'Files' }).getByRole('listitem')
    this.name = page.getByRole('textbox', { name: 'Name' })
    this.folder = page.getByRole('textbox', { name: 'Folder' })
    this.create = page.getByRole('button', { name: 'Create project' })
    this.valid = page.getByText(/^Valid\. Indexes/)
    this.path = page.getByRole('textbox', { name: 'Path on the machine that runs Loupe' })
    this.preview = page.getByRole('table')
  }

  finding(title: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: title })
  }

  /** The dialog that follows is answered by the host. */
  addFiles(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+O')
  }

  chooseFolder(): Promise<void> {
    return this.page.getByRole('button', { name: 'Choose folder…' }).click()
  }

  /** The first Escape stops what is under way, the next throws the draft away. */
  async discard(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('Escape')
      await expect(this.page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible({ timeout: 500 })
    }).toPass()
  }

  finish(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter')
  }
}
