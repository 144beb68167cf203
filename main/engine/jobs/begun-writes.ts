/**
 * What is being written outside of projects: exports, conversions, activations of rows. A note in the user's folder names the target
 * meanwhile. A Loupe that is killed together with its job processes can not tidy up; the next one that starts does it by the notes.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftBehind, processMark, removeLeftovers } from '../../interchange/index'

export class BegunWrites {
  private readonly folder: string

  constructor(
    userData: string,
    private readonly onProblem: (error: unknown) => void
  ) {
    this.folder = join(userData, 'writing')
  }

  /** Does `work`, which writes `target` (absolute); when it fails nothing is left of it. */
  async of<T>(target: string, work: () => Promise<T>): Promise<T> {
    const note = await this.begin(target)
    try {
      return await work()
    } catch (thrown) {
      // A job that was killed could not do it itself.
      await removeLeftovers(target)
      throw thrown
    } finally {
      if (note) await rm(note, { force: true })
    }
  }

  /** Removes what Loupes that are no longer there have begun. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) await this.endOf(name).catch(this.onProblem)
  }

  private async endOf(name: string): Promise<void> {
    const note = join(this.folder, name)
    if (!(await isLeftBehind(note, name))) return
    const target = await readFile(note, 'utf8')
    // A job may outlive its engine for a moment: the start after this one looks again.
    if (target === '' || (await removeLeftovers(target))) await rm(note, { force: true })
  }

  /** A full or read-only home must not keep anybody from writing elsewhere. */
  private async begin(target: string): Promise<string | undefined> {
    const note = join(this.folder, processMark())
    try {
      await mkdir(this.folder, { recursive: true })
      await writeFile(note, target, { mode: 0o600 })
      return note
    } catch (error) {
      this.onProblem(error)
      return undefined
    }
  }
}
