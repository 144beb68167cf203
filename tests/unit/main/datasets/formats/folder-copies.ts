/** Copies of folders of fixtures with changes, to see what a damaged folder does. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openActivations } from '../../../../../main/datasets/activations'
import { fixtures } from '../support'
import { mutations } from './archives'

/** A fresh copy of a folder of fixtures. */
export function copyOf(within: string, ...fixture: string[]): string {
  const path = mkdtempSync(join(within, 'copy-'))
  cpSync(join(fixtures, ...fixture), path, { recursive: true })
  return path
}

/** Changes a file of a folder; text is replaced by the result. */
export function edit(folder: string, name: string, change: (text: string) => string): void {
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name), 'utf8')))
}

/** Reads a folder's activations and table whole. */
export async function readFolder(path: string, array?: string) {
  const reader = await openActivations(array === undefined ? { path } : { path, array })
  try {
    return { rows: reader.rows, dIn: reader.dIn, values: await reader.read(0, Math.min(reader.rows, 5000)) }
  } finally {
    await reader.close()
  }
}

/** What became of copies in each of which one file was changed: values, or what was thrown. */
export async function* damaged(within: string, count: number, seed: number, ...fixture: string[]): AsyncGenerator<unknown> {
  const folder = copyOf(within, ...fixture)
  const names = readdirSync(folder)
  const sources = names.map((name) => readFileSync(join(folder, name)))
  let at = 0
  for (const bytes of mutations(sources, count, seed)) {
    const name = join(folder, names[at % names.length])
    writeFileSync(name, bytes)
    yield await readFolder(folder).then(
      ({ values }) => values,
      (error: unknown) => error
    )
    writeFileSync(name, sources[at % names.length])
    at += 1
  }
}
