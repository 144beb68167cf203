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
  readonly projection: Locator
  readonly foldedRows: Locator

  constructor(readonly page: Page) {
    this.files = page.getByRole('list', { name: 'Files' }).locator('> li')
    this.name = page.getByRole('textbox', { name: 'Name' })
    this.folder = page.getByRole('textbox', { name: 'Folder' })
    this.create = page.getByRole('button', { name: 'Create project' })
    this.valid = page.getByText(/^Valid\. Indexes/)
    this.path = page.getByRole('textbox', { name: 'Path on the machine that runs Loupe' })
    this.preview = page.getByRole('table')
    this.projection = page.getByRole('img', { name: /^Two-dimensional projection/ })
    this.foldedRows = page.getByRole('button', { name: 'Filter and weights…' })
  }

  /** The line of a file. */
  file(name: string): Locator {
    return this.files.filter({ hasText: name })
  }

  /** What a file's only array, or one of several (`a in b.npz`), is. */
  use(name: string): Locator {
    return this.page.getByRole('combobox', { name: `Use of ${name}`, exact: true })
  }

  /** How the raw numbers of a file lie. */
  layout(name: string): Locator {
    return this.page.getByRole('textbox', { name: `Layout of ${name}` })
  }

  fact(label: string): Locator {
    return this.page.getByText(label, { exact: true }).locator('xpath=ancestor::div[1]')
  }

  /** Drops files or folders into the middle of the window, as the system does. */
  async drop(paths: string[]): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const data = { items: [], files: paths, dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 700, y: 500, data })
    await session.detach()
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
