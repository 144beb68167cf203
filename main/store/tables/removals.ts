/**
 * Files whose rows are gone. Taking something away notes its files in the same transaction as its rows;
 * the files go afterwards, and what a crash leaves is taken away when the project is opened again.
 */

import type { ProjectLayout } from '../files/layout'
import { removeInside } from '../files/write-atomically'
import type { TableContext } from './stored-records'

type RemovalKind = 'run' | 'checkpoint' | 'analysis'

export interface Removals {
  /** Inside the transaction that removes the rows. `number` is the step or the number of the analysis. */
  note(kind: RemovalKind, run: string, number?: number): void
  /** New files were written to the place: they are to stay. */
  forget(kind: RemovalKind, run: string, number: number): void
  /** After it. Files that can not be removed now stay noted. */
  carryOut(): void
}

interface Removal {
  id: number
  kind: RemovalKind
  run: string
  number: number
}

export function removalTable({ connection, layout }: TableContext): Removals {
  const insert = connection.prepare<[string, string, number]>('INSERT INTO removals (kind, run, number) VALUES (?, ?, ?)')
  const all = connection.prepare<[], Removal>('SELECT id, kind, run, number FROM removals ORDER BY id')
  const drop = connection.prepare<[number]>('DELETE FROM removals WHERE id = ?')
  const dropPlace = connection.prepare<[string, string, number]>('DELETE FROM removals WHERE kind = ? AND run = ? AND number = ?')
  return {
    forget: (kind, run, number) => void dropPlace.run(kind, run, number),
    note: (kind, run, number = 0) => void insert.run(kind, run, number),
    carryOut() {
      for (const removal of all.all()) {
        try {
          removeInside(layout.folder, pathOf(removal, layout))
        } catch {
          continue
        }
        drop.run(removal.id)
      }
    }
  }
}

function pathOf({ kind, run, number }: Removal, layout: ProjectLayout): string {
  const paths: Record<RemovalKind, () => string> = {
    run: () => layout.runFolder(run),
    checkpoint: () => layout.checkpointFolder(run, number),
    analysis: () => layout.analysisFolder(run, number)
  }
  return paths[kind]()
}
