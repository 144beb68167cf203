/** Copies of folders of fixtures with changes, to see what a damaged folder does. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from '../support'
import { mutations } from './archives'
import { readAll } from './golden-rows'

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

/** The rows of a folder; not all of them where a damaged file says that there are very many. */
export function readFolder(path: string, array?: string) {
  return readAll(path, array, 5000)
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
