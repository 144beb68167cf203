/** The projects that were opened lately, as the list of projects shows them. */
import { resolve } from 'node:path'
import type { ProjectCard } from '../../../contract/records/project'
import { openRecents, type RecentProjects, readCard } from '../../store/index'

export class Recents {
  private readonly list: RecentProjects

  constructor(
    userData: string,
    private readonly onProblem: (error: unknown) => void
  ) {
    this.list = openRecents(userData)
  }

  /** A full or read-only home must not keep anybody from opening a project. */
  add(folder: string): void {
    try {
      this.list.opened(folder)
    } catch (error) {
      this.onProblem(error)
    }
  }

  forget(folder: string): void {
    this.list.forget(folder)
  }

  has(folder: string): boolean {
    return this.list.list().some((entry) => entry.folder === resolve(folder))
  }

  /** Also of projects that are gone or damaged: their cards say so. */
  cards(): ProjectCard[] {
    return this.list.list().map(({ folder, openedAt }) => readCard(folder, openedAt))
  }
}
