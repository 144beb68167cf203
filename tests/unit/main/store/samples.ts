/** Real projects in temporary folders, and records to put into them. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { RunConfig } from '../../../../contract/records/run'
import { createProject } from '../../../../main/store/index'
import type { ProjectStore } from '../../../../main/store/project-store'
import { config, dataset, featureBlock } from './records'

export { analyzedFeature, config, dataset, featureBlock, point } from './records'

/** Removed when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loupe-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same on a disk in memory, where there is one: for tests of many edits, each of which waits for the disk. */
export function quickFolder(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loupe-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An open project with one data set; closed when the test is over. */
export async function sampleProject(folder = join(temporaryFolder(), 'Sample.loupe')): Promise<ProjectStore> {
  const store = await createProject(folder, { name: 'Sample', createdAt: 1_000 }, (draft) => void draft.datasets.add(dataset))
  onTestFinished(() => store.close())
  return store
}

/** The same with one run. */
export async function projectWithRun(changes: Partial<RunConfig> = {}): Promise<{ store: ProjectStore; run: string }> {
  const store = await sampleProject()
  const { id } = store.runs.insert({ dataset: dataset.id, config: { ...config, ...changes }, backend: 'tensorflow' })
  return { store, run: id }
}

/** Stores a complete analysis of 64 features. */
export function analyze(store: ProjectStore, run: string, step = 600): void {
  const writer = store.features.beginAnalysis(run, { step, features: 64, rows: 10_000 })
  writer.append(featureBlock(0, 40))
  writer.append(featureBlock(40, 24))
  writer.complete()
}

/** The code of what `work` throws, 'none' when it throws nothing. */
export async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'none'
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : `not a LoupeError: ${thrown}`
  }
}
