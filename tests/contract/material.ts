/** Files and projects for the contract tests, made here. */
import { truncateSync, writeFileSync } from 'node:fs'
import type { MetricPoint } from '../../contract/records/metrics'
import { npyHeader } from '../../main/codecs/npy'
import { createProject } from '../../main/store/index'
import { defaultConfig } from '../../main/training/defaults'
import { eightRows } from '../fixtures/eight-rows'

/** A .npy of f32 [rows, dIn], every row with other numbers; gives its path. */
export async function makeActivations(path: string, rows: number, dIn: number): Promise<string> {
  const values = new Float32Array(rows * dIn)
  let state = 1
  for (let i = 0; i < values.length; i += 1) {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    values[i] = state / 0x3fffffff - 1
  }
  writeActivations(path, values, [rows, dIn])
  return path
}

/** A .npy of so many zero rows that reading it takes seconds, and that takes no room on the disk; gives its path. */
export function makeLongActivations(path: string): string {
  const [rows, dIn] = [20_000_000, 32]
  const header = npyHeader('f32', [rows, dIn])
  writeFileSync(path, header)
  truncateSync(path, header.length + rows * dIn * 4)
  return path
}

/** A .npy of these f32 numbers. */
export function writeActivations(path: string, values: Float32Array, [rows, dIn]: [number, number]): void {
  writeFileSync(
    path,
    Buffer.concat([npyHeader('f32', [rows, dIn]), Buffer.from(values.buffer, values.byteOffset, values.byteLength)])
  )
}

/** A project with one run that has these points; gives the run's id. */
export async function makeProjectWithMetrics(folder: string, points: MetricPoint[]): Promise<string> {
  const store = await createProject(folder, { name: 'metrics' }, (draft) => {
    draft.datasets.add(eightRows)
    draft.runs.insert({ id: 'run', dataset: 'data', config: defaultConfig('topk', eightRows), backend: 'cpu' })
    draft.metrics.append('run', points)
  })
  store.close()
  return 'run'
}
