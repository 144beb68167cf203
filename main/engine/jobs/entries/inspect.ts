/** The job process that reads activation files before there is a project, and builds data sets. */

import { LoupeError } from '../../../../contract/wire/errors'
import { buildDataset, inspectFiles, openActivations, previewRows, referenceTo } from '../../../datasets/index'
import { type JobSide, serveJob } from '../job-side'
import type { InspectResult, InspectSpec } from '../protocol'

serveJob<'inspect'>(async (spec, side): Promise<InspectResult> => {
  const options = { signal: side.signal, onProgress: side.progress }
  if (spec.task === 'inspect') return { task: 'inspect', inspection: await inspectFiles(spec.files, options) }
  if (spec.task === 'preview') return { task: 'preview', rows: await previewRows(spec.activations, spec.rowTable, spec.rows) }
  if (spec.task === 'build') return { task: 'build', dataset: await build(spec, side) }
  return { task: 'relocate', dataset: await relocate(spec) }
})

function build(spec: InspectSpec & { task: 'build' }, side: JobSide<'inspect'>) {
  const { id, name, activations, rowTable, outliers, split, project, folder } = spec
  const draft = { id, name, activations, outliers, ...(rowTable ? { rowTable } : {}), ...(split ? { split } : {}) }
  return buildDataset(draft, project, folder, { signal: side.signal, onProgress: side.progress })
}

/** The data set with its activation file or row table at `path`; the content has to be the one it was made from. */
async function relocate({ data, path }: InspectSpec & { task: 'relocate' }) {
  const { dataset, project } = data
  const { activations, rowTable } = dataset
  const array = activations.array === undefined ? {} : { array: activations.array }
  const found = await referenceTo({ path, ...array }, project)
  if (found.fingerprint === activations.fingerprint) {
    await (await openActivations({ path, ...array })).close()
    return { ...dataset, activations: { ...activations, ...found } }
  }
  if (rowTable && found.fingerprint === rowTable.fingerprint) return { ...dataset, rowTable: { ...rowTable, ...found } }
  throw new LoupeError('changed', `${path} has another content than the files of this data set`, {
    hint: 'Choose the file that the project was made from, or make a new project from this one.',
    place: path
  })
}
