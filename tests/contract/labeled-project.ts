/** A project of rows that are words, each with a direction of its own, with an analyzed run: for commands about labels. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildEntries } from './built-entries'
import { CommandLine } from './command-line'
import { writeActivations } from './material'

export const rows = 1_200
const dIn = 8
export const words = [' the', ' cat', ' sat', ' on', ' a', ' mat']

export interface LabeledProject {
  folder: string
  /** Folder of the built entries. */
  entries: string
  loupe: CommandLine
  /** The last record that a command printed; it must succeed. */
  told<T = Record<string, never>>(...args: string[]): Promise<T>
  refused(...args: string[]): Promise<{ code: string; place?: string }>
  remove(): void
}

/** `p.loupe` in a folder of its own. */
export async function labeledProject(): Promise<LabeledProject> {
  const built = await buildEntries()
  const folder = mkdtempSync(join(tmpdir(), 'loupe-annotation-'))
  const loupe = new CommandLine(built.folder, folder)
  const project: LabeledProject = {
    folder,
    entries: built.folder,
    loupe,
    async told<T>(...args: string[]): Promise<T> {
      const { code, records, stderr } = await loupe.run(...args, '--json')
      const last = records().at(-1)
      expect({ code, error: last?.error, stderr }).toMatchObject({ code: 0, error: undefined })
      return last as T
    },
    async refused(...args) {
      const { code, records } = await loupe.run(...args, '--json')
      expect(code).not.toBe(0)
      return records()[0].error
    },
    remove() {
      built.remove()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  writeRows(folder)
  await project.told('new', 'p.loupe', '--activations', 'rows.npy', '--rows', 'rows.csv')
  await project.told('train', 'p.loupe', '--features', '8', '--k', '1', '--steps', '300', '--batch', '64', '--seed', '1')
  return project
}

/** Each word has a direction of its own, so that features learn words. */
function writeRows(folder: string): void {
  const values = new Float32Array(rows * dIn)
  for (let row = 0; row < rows; row += 1) {
    values[row * dIn + (row % words.length)] = 3
    values[row * dIn + 7] = ((row * 7_919) % 101) / 200
  }
  writeActivations(join(folder, 'rows.npy'), values, [rows, dIn])
  const lines = Array.from(
    { length: rows },
    (_, row) => `"${words[row % words.length]}",d${Math.floor(row / 60)},${row % 60},${row % 2 ? 'odd' : 'even'}`
  )
  writeFileSync(join(folder, 'rows.csv'), `token,document,position,kind\n${lines.join('\n')}\n`)
}
