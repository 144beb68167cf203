/** The exports under way: a process writes and proves the folder, then the project remembers it with its receipt. */
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import type { Checked } from '../../../contract/calls/index'
import type { Progress } from '../../../contract/records/basics'
import type { ExportPlan, ExportRecord, Receipt } from '../../../contract/records/export'
import { errorRecordFrom } from '../../../contract/wire/errors'
import type { OpenProject } from '../projects/open-projects'
import type { BegunWrites } from './begun-writes'
import { planOf } from './export-plan'
import { type ExportRequest, exportSpec } from './export-spec'
import { addEvidence } from './exported-features'
import type { Whose } from './exported-labels'
import type { ProcessSpawner } from './job-process'
import type { Jobs } from './jobs'
import type { ExportResult } from './protocol/export'
import { startProcess } from './start-process'

/** It hears a cancel while it writes; only a large dictionary that is being loaded keeps it deaf. What it left is removed then. */
const graceMs = 3_000

export interface ExportsOptions {
  spawner: ProcessSpawner
  jobs: Jobs
  begunWrites: BegunWrites
  version: string
}

export class Exports {
  constructor(private readonly options: ExportsOptions) {}

  /** The call waits for the end; the job shows progress and can cancel as well. */
  async write(
    project: OpenProject,
    request: ExportRequest,
    caller: { signal: AbortSignal; progress: (progress: Progress) => void }
  ): Promise<ExportRecord> {
    const spec = exportSpec(project.store, request, this.options.version)
    const abort = new AbortController()
    const job = this.options.jobs.open({
      kind: 'export',
      project: project.id,
      run: request.run,
      title: basename(request.folder),
      cancel: () => abort.abort()
    })
    job.state('running')
    const onProgress = (progress: Progress) => {
      job.progress(progress)
      caller.progress(progress)
    }
    try {
      const signal = AbortSignal.any([abort.signal, caller.signal])
      await addEvidence(project.store, spec, { signal, onProgress })
      const { spawner, begunWrites } = this.options
      const process = () => startProcess(spawner, { entry: 'export', spec, onProgress, signal, graceMs }).result
      const result = await begunWrites.of(request.folder, process)
      const record = remember(project, request, result)
      job.end('done')
      return record
    } catch (thrown) {
      const error = errorRecordFrom(thrown)
      if (error.code === 'cancelled') job.end('cancelled')
      else job.end(error.code === 'crashed' ? 'interrupted' : 'failed', error)
      throw thrown
    }
  }

  /** What `write` would write. */
  plan(project: OpenProject, wish: Checked<'exports.plan'>, whose: Whose): Promise<ExportPlan> {
    return planOf(project.store, wish, whose)
  }

  async verify(folder: string, signal: AbortSignal): Promise<Receipt['verified']> {
    const spec = { task: 'verify' as const, folder }
    const result = await startProcess(this.options.spawner, { entry: 'export', spec, signal, graceMs: 0 }).result
    return (result as ExportResult & { task: 'verify' }).verified
  }
}

/** A project that can only be read can still be exported; it just does not remember. */
function remember(project: OpenProject, { run, folder }: { run: string; folder: string }, result: ExportResult): ExportRecord {
  const { receipt } = result as ExportResult & { task: 'write' }
  const record = { id: `export-${randomBytes(6).toString('hex')}`, run, folder, createdAt: receipt.createdAt, receipt }
  return project.store.readOnly ? record : project.store.exports.add(record)
}
