/** The run that an imported dictionary becomes: as if it had been trained in no steps. */
import { randomBytes } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { FirstFit } from '../../../contract/records/conversion'
import type { DictionaryReport } from '../../../contract/records/dictionary-report'
import type { Architecture, Run, RunConfig } from '../../../contract/records/run'
import type { ProjectStore } from '../../store/project-store'
import { defaultConfig } from '../../training/index'
import { chosenDataset } from '../services/chosen-dataset'
import { dataPlace } from './data-place'
import type { DataPlace, DictionarySpec } from './protocol'

export interface ImportDraft {
  id: string
  dataset: string
  name: string | undefined
  spec: Omit<DictionarySpec & { task: 'import' }, 'task'>
}

/** Nothing is recorded before the dictionary lies in its place. Throws empty, not-found. */
export function importDraft(store: ProjectStore, { path, mapping, dataset, name }: Checked<'dictionaries.import'>): ImportDraft {
  const id = `run-${randomBytes(6).toString('hex')}`
  const data = triedOn(store, dataset)
  const checkpointsFolder = store.layout.checkpointsFolder(id)
  return { id, dataset: data.dataset.id, name, spec: { path, mapping, data, checkpointsFolder } }
}

/** The data set that is named, or the only one. Throws empty, not-found. */
export function triedOn(store: ProjectStore, dataset: string | undefined): DataPlace {
  return dataPlace(store, chosenDataset(store, dataset).id)
}

export function recordImport(
  store: ProjectStore,
  { id, dataset, name, spec }: ImportDraft,
  report: DictionaryReport,
  fit: FirstFit
): Run {
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
