/** Calls about pinned features: rows and values come from the store, their tokens from the row index. */
import { mostPins, type PinMeasure, type PinnedEvidence, type PinnedRun } from '../../../contract/records/pin'
import { LoupeError } from '../../../contract/wire/errors'
import type { AreaHandlers } from '../connections/handlers'
import { refuseReadOnly } from '../connections/refusals'
import type { Core } from '../core'
import { missingMeasures } from '../jobs/pinnings'
import type { OpenProject } from '../projects/open-projects'
import { examplesOf } from './examples-of'
import { suggestedPins } from './suggested-pins'

export function pinService(core: Core): AreaHandlers<'pins'> {
  const changed = (project: OpenProject, run: string): PinnedRun => {
    core.trainings.pin(
      project,
      run,
      project.store.pins.list(run).map(({ feature }) => feature)
    )
    core.announce('pins.changed', { project: project.id, run })
    return pinnedRun(project, run)
  }
  return {
    'pins.list': async ({ project, run }, { holder }) => pinnedRun(await core.projects.get(project, holder), run),
    'pins.add': async ({ project: id, run, features }, { holder }) => {
      const project = await core.projects.get(id, holder)
      const { store } = project
      refuseReadOnly(store)
      store.labels.many(run, features)
      const all = new Set([...store.pins.list(run).map(({ feature }) => feature), ...features])
      if (all.size > mostPins) throw tooMany(all.size)
      store.pins.add(run, features, { step: core.trainings.current(project, store.runs.get(run)).step })
      return changed(project, run)
    },
    'pins.remove': async ({ project: id, run, features }, { holder }) => {
      const project = await core.projects.get(id, holder)
      refuseReadOnly(project.store)
      project.store.runs.get(run)
      project.store.pins.remove(run, features)
      return changed(project, run)
    },
    'pins.examples': async ({ project, run, step, context }, { holder }) =>
      evidenceAt(await core.projects.get(project, holder), run, step, context),
    'pins.suggest': async ({ project, run }, { holder }) => suggestedPins((await core.projects.get(project, holder)).store, run),
    'pins.measure': async ({ project: id, run, steps }, { holder }) => {
      const project = await core.projects.get(id, holder)
      refuseReadOnly(project.store)
      const job = core.pinnings.start(project, run, steps)
      return job === undefined ? {} : { job }
    }
  }
}

function pinnedRun({ store }: OpenProject, run: string): PinnedRun {
  const record = store.runs.get(run)
  const pins = store.pins.list(run).map((pin) => ({
    ...pin,
    label: store.labels.get(run, pin.feature).label,
    moments: store.pins.moments(run, pin.feature)
  }))
  return { pins, missing: missingMeasures(store, record).map(({ step }) => step) }
}

async function evidenceAt(
  { store, indexes }: OpenProject,
  run: string,
  step: number,
  context: number
): Promise<PinnedEvidence[]> {
  const index = await indexes.rowIndex(store.runs.get(run).dataset)
  const measures = store.pins.list(run).flatMap(({ feature }) => store.pins.measure(run, feature, step) ?? [])
  return Promise.all(
    measures.map(async ({ feature, density, max, rows, examples, near }: PinMeasure) => ({
      feature,
      step,
      density,
      max,
      rows,
      examples: await examplesOf(examples.rows, { index, postings: near, context })
    }))
  )
}

function tooMany(wanted: number): LoupeError {
  return new LoupeError('usage', `${wanted} features would be pinned; a run can have ${mostPins}`, {
    hint: 'Take some pins away first.'
  })
}
