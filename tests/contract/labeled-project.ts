/** A project of rows that are words, each with a direction of its own, with an analyzed run: for commands about labels. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  told: CommandLine['told']
  refused: CommandLine['refused']
  remove(): void
}

/** `p.loupe` in a folder of its own. */
export async function labeledProject(): Promise<LabeledProject> {
  const loupe = new CommandLine()
  const { folder, entries } = loupe
  writeRows(folder)
  await loupe.told('new', 'p.loupe', '--activations', 'rows.npy', '--rows', 'rows.csv')
  await loupe.told('train', 'p.loupe', '--features', '8', '--k', '1', '--steps', '300', '--batch', '64', '--seed', '1')
  return {
    folder,
    entries,
    loupe,
    told: (...args) => loupe.told(...args),
    refused: (...args) => loupe.refused(...args),
    remove: () => loupe.remove()
  }
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
