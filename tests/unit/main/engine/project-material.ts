/** A project in a temporary folder for tests of the engine: one data set and one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createProject, openProject } from '../../../../main/store/index'
import type { ProjectStore } from '../../../../main/store/project-store'
import { defaultConfig } from '../../../../main/training/defaults'
import { eightRows } from '../../../fixtures/eight-rows'

const config = { ...defaultConfig('topk', eightRows, { dSae: 4, k: 2, steps: 100 }), auxK: 2 }

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'loupe-engine-'))
}

/** A closed project; `fill` puts more into it. */
export async function makeProject(folder: string, fill: (store: ProjectStore) => void = () => undefined): Promise<void> {
  const store = await createProject(folder, { name: 'Test' }, (draft) => {
    draft.datasets.add(eightRows)
    draft.runs.insert({ id: 'run', name: 'first', dataset: 'data', config, backend: 'cpu', inputScale: 2 })
    fill(draft)
  })
  store.close()
}

/** The same, open, until the test is over. */
export async function openedProject(): Promise<ProjectStore> {
  const parent = temporaryFolder()
  await makeProject(join(parent, 'p.loupe'))
  const store = await openProject(join(parent, 'p.loupe'))
  onTestFinished(() => {
    store.close()
    rmSync(parent, { recursive: true, force: true })
  })
  return store
}
