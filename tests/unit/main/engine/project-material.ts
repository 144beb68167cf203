/** A project in a temporary folder for tests of the engine: one data set and one run. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dataset } from '../../../../contract/records/dataset'
import { createProject } from '../../../../main/store/index'
import type { ProjectStore } from '../../../../main/store/project-store'
import { defaultConfig } from '../../../../main/training/defaults'

const dataset: Dataset = {
  id: 'data',
  name: 'rows.npy',
  activations: {
    path: '/rows.npy',
    relativePath: 'rows.npy',
    sizeBytes: 384,
    modifiedMs: 0,
    fingerprint: 'abc',
    dtype: 'f32',
    shape: [8, 8]
  },
  rows: 8,
  dIn: 8,
  outliers: { rule: 'drop', factor: 10 },
  split: { by: 'row', every: 4 },
  leftOut: { count: 0, notFinite: 0, outliers: 0, rows: [] },
  trainRows: 6,
  validationRows: 2,
  norms: { mean: 1, median: 1 },
  documents: 0,
  createdAt: 1
}

const config = { ...defaultConfig('topk', dataset, { dSae: 4, k: 2, steps: 100 }), auxK: 2 }

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'loupe-engine-'))
}

/** A closed project; `fill` puts more into it. */
export async function makeProject(folder: string, fill: (store: ProjectStore) => void = () => undefined): Promise<void> {
  const store = await createProject(folder, { name: 'Test' }, (draft) => {
    draft.datasets.add(dataset)
    draft.runs.insert({ id: 'run', name: 'first', dataset: 'data', config, backend: 'cpu', inputScale: 2 })
    fill(draft)
  })
  store.close()
}
