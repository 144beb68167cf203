/** The first time the table is seen, the latest runs are drawn: an empty comparison compares nothing. */
import { useEffect } from 'react'
import type { Run } from '../../../../contract/records/run'
import { openEyes } from '../runs-view'

/** As many as there are colours. */
const mostDrawn = 6

export function useFirstEyes(runs: readonly Run[]): void {
  const latest = [...runs].filter((run) => !run.archived).sort((a, b) => b.createdAt - a.createdAt)
  const key = latest
    .slice(0, mostDrawn)
    .map((run) => run.id)
    .join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only once; later the eyes are the person's
  useEffect(() => openEyes(key.split(',').filter(Boolean)), [])
}
