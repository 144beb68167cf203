/** Files behind the sources a person gave: a folder stands for the files directly in it, in natural order. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArraySource } from '../../../contract/records/basics'
import { fileError } from './input-file'

/** `named` is false for files that were only found in a folder: what is no data there is no mistake. */
export interface GivenFile {
  source: ArraySource
  named: boolean
}

/** Files, each once. What can not be looked at stays in the list, so that its problem is shown with it. */
export async function expandSources(sources: ArraySource[]): Promise<GivenFile[]> {
  const given: GivenFile[] = []
  for (const source of sources) given.push(...(await filesOf(source)))
  const seen = new Set<string>()
  return given.filter(({ source }) => {
    const key = `${source.path}\n${source.array ?? ''}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

async function filesOf(source: ArraySource): Promise<GivenFile[]> {
  const facts = await stat(source.path).catch(() => undefined)
  if (!facts?.isDirectory()) return [{ source, named: true }]
  const names = await namesIn(source.path)
  return names.map((name) => ({ source: { path: join(source.path, name) }, named: false }))
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
    return names.sort(new Intl.Collator('en', { numeric: true }).compare)
  } catch (thrown) {
    throw fileError(thrown, folder)
  }
}
