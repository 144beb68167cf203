/**
 * Passes over rows that can be gone on with: that of an analysis that did not finish, set aside in a place of its own, and that of
 * the complete analysis. Only files: an unfinished analysis has no row.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import type { BegunPass } from '../feature-records'
import { keptPassHead } from '../files/activation-index/kept-pass'
import type { ProjectLayout } from '../files/layout'
import { isInside, removeInside } from '../files/write-atomically'

export interface BegunPasses {
  /** `current`: folder of the complete analysis. */
  list(run: string, current: string | undefined): BegunPass[]
  /** Makes the folder of an analysis that begins; `goOn`: of the unfinished pass, which is gone afterwards in any case. */
  begin(run: string, folder: string, goOn: boolean): void
  /** Keeps the pass of an analysis that ends unfinished; without one that is kept whole nothing happens. */
  setAside(run: string, folder: string): void
  drop(run: string): void
}

export function begunPasses(layout: ProjectLayout): BegunPasses {
  const drop = (run: string): void => removeInside(layout.folder, layout.unfinishedAnalysisFolder(run))
  const headIn = (folder: string) => (isInside(layout.folder, folder) ? keptPassHead(folder) : undefined)
  return {
    drop,
    list(run, current) {
      const begun = (of: BegunPass['of'], folder: string): BegunPass[] => {
        const head = headIn(folder)
        if (!head) return []
        const { key, step, rows, lastRow } = head
        return [{ of, key, step, rows, lastRow, folder }]
      }
      const unfinished = begun('unfinished', layout.unfinishedAnalysisFolder(run))
      return current === undefined ? unfinished : [...unfinished, ...begun('complete', current)]
    },
    begin(run, folder, goOn) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(layout.analysesFolder(run), { recursive: true })
      if (goOn && headIn(layout.unfinishedAnalysisFolder(run))) renameSync(layout.unfinishedAnalysisFolder(run), folder)
      else {
        drop(run)
        mkdirSync(folder)
      }
    },
    setAside(run, folder) {
      if (!headIn(folder)) return
      drop(run)
      renameSync(folder, layout.unfinishedAnalysisFolder(run))
    }
  }
}
