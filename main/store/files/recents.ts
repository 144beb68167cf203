/**
 * The list of projects a person opened lately: a small JSON file in a folder of the user.
 * It is a convenience: a file that can not be understood is put aside and the list begins anew.
 */
import { readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { writeAtomically } from './write-atomically'

const Recent = z.object({ folder: z.string().min(1), openedAt: z.number().int().nonnegative() })
const Recents = z.object({ version: z.literal(1), projects: z.array(Recent) })

type Recent = z.infer<typeof Recent>

const mostRecents = 100

export interface RecentProjects {
  /** The last opened first. */
  list(): Recent[]
  /** Puts a project on top. */
  opened(folder: string, at?: number): void
  forget(folder: string): void
}

/** `folder` is made when the list is first written. */
export function openRecents(folder: string): RecentProjects {
  const path = join(folder, 'recent-projects.json')
  const write = (projects: Recent[]) =>
    writeAtomically(path, `${JSON.stringify({ version: 1, projects: projects.slice(0, mostRecents) }, null, 2)}\n`)
  const without = (project: string) => readRecents(path).filter((recent) => recent.folder !== project)
  return {
    list: () => readRecents(path),
    opened(given, at = Date.now()) {
      const project = resolve(given)
      write([{ folder: project, openedAt: at }, ...without(project)])
    },
    forget: (given) => write(without(resolve(given)))
  }
}

function readRecents(path: string): Recent[] {
  const text = textOf(path)
  if (text === undefined) return []
  try {
    const { projects } = Recents.parse(JSON.parse(text))
    return projects.toSorted((a, b) => b.openedAt - a.openedAt)
  } catch {
    renameSync(path, `${path}.unreadable-${Date.now()}`)
    return []
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw thrown
  }
}
