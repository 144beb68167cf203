/** Puts together what a process needs to train a run, or to try a training. Pure reading. */
import { existsSync } from 'node:fs'
import type { Dataset } from '../../../contract/records/dataset'
import type { Run, RunConfig, StartFrom } from '../../../contract/records/run'
import { LoupeError } from '../../../contract/wire/errors'
import type { ProjectStore } from '../../store/project-store'
import type { DataSize } from '../../training/index'
import { dataPlace, dataPlaceOf } from './data-place'
import type { EstimateSpec, TrainSpec } from './protocol/training'
import { chosenCheckpoint } from './result-checkpoint'

type SourceField = 'startFrom' | 'featuresOf'

/** From the run's latest checkpoint where it has one. Throws not-found where a run that it is to start from is gone. */
export function trainSpec(store: ProjectStore, run: Run): TrainSpec {
  const { config } = run
  const latest = store.checkpoints.latest(run.id)
  const isKept = existsSync(store.layout.featuresFolder(run.id))
  return {
    data: dataPlaceOf(store, run),
    run: run.id,
    checkpointsFolder: store.layout.checkpointsFolder(run.id),
    config,
    resumeFrom: latest && { step: latest.step, folder: store.layout.checkpointFolder(run.id, latest.step) },
    // What it started from is in its own checkpoint by then.
    startFrom: latest ? undefined : sourceFolder(store, config, 'startFrom'),
    featuresOf: isKept ? undefined : sourceFolder(store, config, 'featuresOf'),
    pins: store.pins.list(run.id).map(({ feature }) => feature)
  }
}

/** Throws not-found where a run that it is to start from is gone. */
export function estimateSpec(store: ProjectStore, data: Dataset, config: RunConfig): EstimateSpec {
  return {
    data: { ...dataPlace(store, data.id), featuresFolder: sourceFolder(store, config, 'featuresOf') },
    config,
    startFrom: sourceFolder(store, config, 'startFrom')
  }
}

/** What defaults and checks have to know of the data: with the width of what a hybrid reads. Throws not-found. */
export function dataSize(store: ProjectStore, data: Dataset, { featuresOf }: Partial<RunConfig>): DataSize {
  if (!featuresOf) return data
  return { ...data, dIn: sourceRun(store, featuresOf, 'featuresOf').config.dSae }
}

/**
 * The configuration with the steps of its sources filled in, so that it says which values it began with.
 * Throws not-found where a source is gone, config where the run can not start from it.
 */
export function withSources(store: ProjectStore, config: RunConfig): RunConfig {
  const { startFrom, featuresOf } = config
  if (startFrom) checkStart(config, sourceRun(store, startFrom, 'startFrom'))
  if (featuresOf) checkFeatures(sourceRun(store, featuresOf, 'featuresOf'))
  return {
    ...config,
    ...(startFrom ? { startFrom: withStep(store, startFrom, 'startFrom') } : {}),
    ...(featuresOf ? { featuresOf: withStep(store, featuresOf, 'featuresOf') } : {})
  }
}

function checkStart({ dSae, kind = 'sae' }: RunConfig, { name, config }: Run): void {
  const problem =
    config.dSae !== dSae
      ? `${name} has ${config.dSae} features, this run ${dSae}`
      : (config.kind ?? 'sae') !== kind
        ? `${name} is of the kind ${config.kind ?? 'sae'}, this run ${kind}`
        : undefined
  if (problem === undefined) return
  throw new LoupeError('config', `This run can not start from ${name}: ${problem}.`, {
    hint: 'Give it the same kind and number of features, or start from random values.',
    place: 'startFrom'
  })
}

function checkFeatures({ name, config: { kind = 'sae' } }: Run): void {
  if (kind === 'sae') return
  throw new LoupeError('config', `The features of ${name} can not be read: it is of the kind ${kind}.`, {
    hint: 'Choose a sparse autoencoder, which is applied to the activations themselves.',
    place: 'featuresOf'
  })
}

function withStep(store: ProjectStore, source: StartFrom, field: SourceField): StartFrom {
  return { run: source.run, step: chosenCheckpoint(store, sourceRun(store, source, field), source.step).step }
}

function sourceFolder(store: ProjectStore, config: RunConfig, field: SourceField): string | undefined {
  const source = config[field]
  if (!source) return undefined
  const { step } = chosenCheckpoint(store, sourceRun(store, source, field), source.step)
  return store.layout.checkpointFolder(source.run, step)
}

const does: Record<SourceField, string> = { startFrom: 'starts from', featuresOf: 'reads the features of' }

function sourceRun(store: ProjectStore, { run, step }: StartFrom, field: SourceField): Run {
  const found = store.runs.find(run)
  if (found) return found
  const what = step === undefined ? run : `${run}, step ${step}`
  throw new LoupeError('not-found', `The run that this one ${does[field]} is gone (${what}): it was deleted`, {
    hint: 'Choose another run.',
    place: field
  })
}
