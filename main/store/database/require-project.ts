/** Whether a folder is a project whose database may be read, in words where it is not. */
import { accessSync, constants, existsSync } from 'node:fs'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectLayout } from '../files/layout'

export function requireProject({ folder, database }: ProjectLayout): void {
  if (!existsSync(folder))
    throw new LoupeError('not-found', 'There is no project folder of this name', {
      hint: 'Check the path; the folder may have been moved or renamed.',
      place: folder
    })
  try {
    accessSync(database, constants.R_OK)
  } catch (thrown) {
    throw isMissing(thrown) ? notAProject(folder) : unreadable(database, thrown)
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}

function notAProject(folder: string): LoupeError {
  return new LoupeError('not-found', 'This is not a Loupe project: project.sqlite is missing', {
    hint: 'Choose a folder that Loupe made; its name usually ends in .loupe.',
    place: folder
  })
}

function unreadable(database: string, cause: unknown): LoupeError {
  return new LoupeError('unreadable', 'The system refuses to read the project database', {
    hint: 'Check the permissions of the project folder.',
    place: database,
    cause
  })
}
