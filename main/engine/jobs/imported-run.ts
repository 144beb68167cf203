/** The run that an imported dictionary becomes: as if it had been trained in no steps. */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { Imported, Tried } from '../../../contract/records/conversion'
import type { DictionaryReport } from '../../../contract/records/dictionary-report'
import type { Architecture, Run, RunConfig } from '../../../contract/records/run'
import { labelsBeside, readLabelFile } from '../../interchange/index'
import type { ProjectStore } from '../../store/project-store'
import { defaultConfig } from '../../training/index'
import { takeLabels, type Usable, usable } from '../annotation/import-labels'
import { chosenDataset } from '../services/chosen-dataset'
import { dataPlace } from './data-place'
import type { DataPlace } from './protocol/data-place'
import type { DictionarySpec } from './protocol/dictionary'

export interface ImportDraft {
  id: string
  dataset: string
  name: string | undefined
  takesLabels: boolean
  spec: Omit<DictionarySpec & { task: 'import' }, 'task'>
}

/** Nothing is recorded before the dictionary lies in its place. Throws empty, not-found. */
export function importDraft(
  store: ProjectStore,
  { path, mapping, dataset, name, labels }: Checked<'dictionaries.import'>
): ImportDraft {
  const id = `run-${randomBytes(6).toString('hex')}`
  const data = triedOn(store, dataset)
  const checkpointsFolder = store.layout.checkpointsFolder(id)
  return { id, dataset: data.dataset.id, name, takesLabels: labels, spec: { path, mapping, data, checkpointsFolder } }
}

/** The data set that is named, or the only one. Throws empty, not-found. */
export function triedOn(store: ProjectStore, dataset: string | undefined): DataPlace {
  return dataPlace(store, chosenDataset(store, dataset).id)
}

/** The run with the labels that lie beside its dictionary, or neither. Throws malformed, newer for labels that can not be used. */
export async function recordImport(store: ProjectStore, draft: ImportDraft, tried: Tried, author: string): Promise<Imported> {
  const { report, fit } = tried
  try {
    const found = draft.takesLabels ? await labelsOf(report) : undefined
    return store.together(() => {
      const run = recordRun(store, draft, tried)
      return { run, report, fit, ...(found ? { labels: takenLabels(store, run.id, found, author) } : {}) }
    })
  } catch (thrown) {
    dropImport(store, draft)
    throw thrown
  }
}

/** Removes what lies there of one that is not recorded. */
export function dropImport(store: ProjectStore, { id }: ImportDraft): void {
  rmSync(store.layout.runFolder(id), { recursive: true, force: true })
}

async function labelsOf({ files, dSae }: DictionaryReport): Promise<{ path: string; usable: Usable } | undefined> {
  const path = labelsBeside(files[0])
  if (path === undefined) return undefined
  const file = usable(await readLabelFile(path, { format: 'loupe' }), { dSae, path })
  return file.rows.length === 0 && file.problems.length === 0 ? undefined : { path, usable: file }
}

function takenLabels(store: ProjectStore, run: string, { path, usable: file }: { path: string; usable: Usable }, author: string) {
  const { changed, ...taken } = takeLabels(store, { run, path, as: 'labels', leaveOut: false, source: undefined }, file, author)
  return taken
}

function recordRun(store: ProjectStore, { id, dataset, name, spec }: ImportDraft, { report, fit }: Tried): Run {
  return store.together(() => {
    const config = configOf(store, dataset, report)
    const note = `Imported from ${report.files[0]} (${report.format}).`
    const draft = { id, dataset, config, backend: 'imported', state: 'done' as const, note, tags: ['imported'] }
    store.runs.insert({ ...draft, name: name ?? nameOf(spec.path) })
    store.checkpoints.record({ run: id, step: 0, reason: 'final' })
    if (fit.warning) store.warnings.add(id, { step: 0, ...fit.warning })
    for (const detail of report.warnings) store.warnings.add(id, { step: 0, title: 'The files leave something open', detail })
    const { fvu, l0, deadShare } = fit
    const validation = {
      l0,
      dead: Math.round(deadShare * report.dSae),
      ...(fvu === undefined ? {} : { fvu, explained_variance: 1 - fvu })
    }
    store.runs.update(id, { validation, finishedAt: Date.now() })
    return store.runs.get(id)
  })
}

/** What people call it: its file, or the folder where the file is called as all of its format are. */
function nameOf(path: string): string {
  const whole = resolve(path)
  const stem = basename(whole).replace(/\.(safetensors|npz|pt|pth)$/, '')
  const isUsual = /^(sae_weights|sae|params|ae|cc_weights|dictionary|weights)$/.test(stem)
  return (isUsual ? basename(dirname(whole)) : stem).slice(0, 200) || 'imported'
}

/** Nearest of the architectures that Loupe trains. */
const architectures: Record<DictionaryReport['architecture'], Architecture> = {
  standard: 'relu-l1',
  topk: 'topk',
  jumprelu: 'jumprelu',
  gated: 'gated'
}

function configOf(store: ProjectStore, dataset: string, { architecture, kind, dSae, k, inputNorm }: DictionaryReport): RunConfig {
  const given: Partial<RunConfig> = {
    dSae,
    steps: 0,
    ...(kind === 'sae' ? {} : { kind }),
    ...(k === undefined ? {} : { k }),
    normalization: inputNorm ?? 'none'
  }
  return defaultConfig(architectures[architecture], store.datasets.get(dataset), given)
}
