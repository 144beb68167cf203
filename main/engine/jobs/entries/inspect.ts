/** The job process that reads activation files before there is a project, and builds data sets. */

import { buildDataset, growDataset, inspectFiles, previewRows, readRows } from '../../../datasets/index'
import { serveJob } from '../job-side'
import type { InspectResult } from '../protocol/inspection'
import { checkFiles } from './check-files'
import { images } from './images'
import { relocate } from './relocate'

serveJob<'inspect'>(async (spec, side): Promise<InspectResult> => {
  const options = { signal: side.signal, onProgress: side.progress }
  if (spec.task === 'inspect') return { task: 'inspect', inspection: await inspectFiles(spec.files, options) }
  if (spec.task === 'preview')
    return { task: 'preview', rows: await previewRows(spec.activations, spec.rowTable, spec.rows, spec.vocabulary) }
  if (spec.task === 'build') return { task: 'build', dataset: await buildDataset(spec.draft, spec.project, spec.folder, options) }
  if (spec.task === 'images') return { task: 'images', images: await images(spec.rowTable, spec.rows, side.signal) }
  if (spec.task === 'rows') {
    const { dataset, project } = spec.data
    return { task: 'rows', rows: await readRows(dataset, project, spec.rows, side.signal) }
  }
  if (spec.task === 'check') return { task: 'check', files: await checkFiles(spec.data) }
  if (spec.task === 'grow') {
    const { dataset, project, indexFolder } = spec.data
    const places = { project, folder: indexFolder, newFolder: spec.folder }
    return { task: 'grow', dataset: await growDataset(dataset, spec.further, places, options) }
  }
  return { task: 'relocate', dataset: await relocate(spec.data, spec.path) }
})
