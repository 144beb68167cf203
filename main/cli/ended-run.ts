/** What the command line says of a run that ended, and with which code it exits. */
import type { Project } from '../../contract/records/project'
import type { Run } from '../../contract/records/run'
import type { ErrorRecord } from '../../contract/wire/errors'
import { counted, duration, percent, short } from './numbers'
import type { Session } from './session'

interface Ended {
  project: Project
  run: Run
  /** Of the analysis. */
  failure: ErrorRecord | undefined
  dataWait: number | undefined
}

/** The last line, and the exit code: 0 when the run is done, and analyzed if that was wanted. */
export function finish({ out }: Session, { project, run, failure, dataWait }: Ended): number {
  const record = {
    run: run.id,
    name: run.name,
    state: run.state,
    steps: run.step,
    seconds: run.seconds,
    backend: run.backend,
    analyzed: run.analysis !== undefined,
    data_wait: dataWait,
    metrics: run.validation ?? {}
  }
  if (run.state === 'done' || run.state === 'stopped') {
    if (!failure || !out.json) out.result(record, summary(run, dataWait))
    if (failure) out.error(notAnalyzed(project, run, failure), record)
    return failure ? 1 : 0
  }
  const hint = `Go on with: loupe resume ${project.folder} --run ${run.name}`
  const paused = { code: 'cancelled' as const, message: `Run ${run.name} is paused after step ${run.step}`, hint }
  const heldUp = run.error && { ...run.error, hint: `Make room. ${hint}` }
  out.error(
    run.state === 'paused'
      ? (heldUp ?? paused)
      : (run.error ?? { code: 'crashed', message: `Run ${run.name} ended as ${run.state}`, hint }),
    record
  )
  return 1
}

function notAnalyzed(project: Project, run: Run, failure: ErrorRecord): ErrorRecord {
  const again = `Analyze it again: loupe analyze ${project.folder} --run ${run.name}`
  return { ...failure, message: `Run ${run.name} is trained but not analyzed: ${failure.message}`, hint: again }
}

function summary(run: Run, dataWait: number | undefined): string[] {
  const values = run.validation ?? {}
  const shown = (['loss', 'mse', 'fvu', 'explained_variance', 'l0', 'dead', 'rows_per_second'] as const)
    .filter((key) => values[key] !== undefined)
    .map((key) => `${key} ${short(values[key])}`)
  return [
    `Run ${run.name}: ${run.state} after ${counted(run.step, 'step')} in ${duration(run.seconds)} on ${run.backend}`,
    ...(dataWait === undefined ? [] : [`It waited for data ${percent(dataWait)} of its time`]),
    ...(shown.length > 0 ? [`Validation: ${shown.join(', ')}`] : ['There are no validation rows.']),
    ...(run.analysis ? [`Analyzed: ${counted(run.analysis.features, 'feature')} over ${counted(run.analysis.rows, 'row')}`] : [])
  ]
}
