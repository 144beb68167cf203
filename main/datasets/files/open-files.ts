/** Files that were opened together and are closed together, also when opening one of them fails. */

interface Closable {
  close(): Promise<void>
}

export class OpenFiles {
  private readonly open: Closable[] = []

  /** Remembers a file; gives it back. */
  keep<T extends Closable>(file: T): T {
    this.open.push(file)
    return file
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((file) => file.close()))
  }
}
