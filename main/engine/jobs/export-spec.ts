/** Gathers from the store what an export is made of. Pure reading. */
import type { Checked } from '../../../contract/calls/index'
import type { Dataset } from '../../../contract/records/dataset'
import type { Run } from '../../../contract/records/run'
import type { ReceiptOrigin } from '../../interchange/export/material'
import type { ProjectStore } from '../../store/project-store'
import { dataPlaceOf } from './data-place'
import { exportedFeatures } from './exported-features'
import type { Whose } from './exported-labels'
import type { ExportSpec } from './protocol/export'
import { chosenCheckpoint } from './result-checkpoint'

export type ExportRequest = Omit<Checked<'exports.write'>, 'project' | 'blind' | 'author'> & { whose?: Whose }

export function exportSpec(store: ProjectStore, request: ExportRequest, version: string): ExportSpec & { task: 'write' } {
  const run = store.runs.get(request.run)
  const { step } = chosenCheckpoint(store, run, request.step)
  const analysis = store.features.analysis(run.id)
  return {
    task: 'write',
    data: dataPlaceOf(store, run),
    checkpoint: store.layout.checkpointFolder(run.id, step),
    folder: request.folder,
    origin: originOf(store, run, step, request, version),
    scope: request.scope,
    activationFile: request.activations,
    features: exportedFeatures(store, run, request),
    analysisFolder: analysis?.folder,
    logitsFolder: showsLogits(request.as) ? logitsFolderOf(store, run.id, step, analysis?.step) : undefined,
    analysisStep: analysis?.step
  }
}

const showsLogits = (as: ExportRequest['as']): boolean => as === 'saedashboard' || as === 'neuronpedia'

/** Logits of another checkpoint than the one that is written would be wrong. */
function logitsFolderOf(store: ProjectStore, run: string, step: number, analyzed: number | undefined): string | undefined {
  const study = analyzed === step ? store.studies.newest(run, 'logits') : undefined
  return study && store.layout.studyFolder(run, study.id)
}

function originOf(store: ProjectStore, run: Run, step: number, request: ExportRequest, version: string): ReceiptOrigin {
  const dataset = store.datasets.get(run.dataset)
  const { as, format, type, names, whose } = request
  return {
    as,
    ...(as === 'labeled' ? { format } : {}),
    type,
    names,
    ...(whose === undefined ? {} : { annotator: whose }),
    loupeVersion: version,
    createdAt: Date.now(),
    project: store.meta.get().name,
    run: { id: run.id, name: run.name, step, state: run.state, backend: run.backend },
    config: run.config,
    data: dataFacts(dataset, run.inputScale ?? 1),
    validation: validationAt(store, run, step)
  }
}

function dataFacts(dataset: Dataset, inputScale: number): ReceiptOrigin['data'] {
  return {
    name: dataset.name,
    fingerprint: dataset.activations.fingerprint,
    rows: dataset.rows,
    trainRows: dataset.trainRows,
    validationRows: dataset.validationRows,
    leftOut: dataset.leftOut.count,
    outlierRule: dataset.outliers.rule,
    inputScale
  }
}

/** Validation values of that step, where they were measured then; the run's latest belong to its last step only. */
function validationAt(store: ProjectStore, run: Run, step: number): ReceiptOrigin['validation'] {
  const { steps, columns } = store.metrics.read(run.id, { split: 'validation', fromStep: step, toStep: step })
  if (steps.length === 0) return step === run.step ? (run.validation ?? {}) : {}
  return Object.fromEntries(
    Object.entries(columns)
      .map(([key, values]) => [key, values[0]] as const)
      .filter(([, value]) => Number.isFinite(value))
  )
}
