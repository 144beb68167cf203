/** Opens a file that may be damaged and reads the ends of what it holds, as much as a person's look at it would. */
import { expect } from 'vitest'
import type { ArraySource } from '../../../../../contract/records/basics'
import type { OpenedFile } from '../../../../../main/datasets/formats/format'
import { openSource } from '../../../../../main/datasets/open-source'

const mostNumbers = 500_000

/** What was thrown, if anything. */
export async function openingOutcome(source: ArraySource): Promise<unknown> {
  try {
    const opened = await openSource(source)
    try {
      await readSome(opened)
    } finally {
      await opened.close()
    }
  } catch (thrown) {
    return thrown
  }
  return undefined
}

async function readSome(opened: OpenedFile): Promise<void> {
  for (const entry of opened.arrays.slice(0, 20)) {
    const rows = opened.rowsOf(entry)
    const number = Math.min(rows.rows, Math.floor(mostNumbers / rows.dIn))
    if (number > 0) await rows.read(rows.rows - number, number, new Float32Array(number * rows.dIn))
  }
  if (!opened.table) return
  const block = await opened.table.read(0, Math.min(opened.table.rows, 500))
  for (const name of opened.table.columns.slice(0, 20)) expect((await block.column(name)).length).toBe(block.rows)
}
