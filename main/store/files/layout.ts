/**
 * Where things lie in a project folder. Pure: makes paths, touches nothing.
 * Ids are checked here, so that no text from a project file can point outside of the folder.
 */
import { join } from 'node:path'
import { Id } from '../../../contract/records/basics'
import { LoupeError } from '../../../contract/wire/errors'

/** Paths of one project; all absolute when `folder` is. */
export interface ProjectLayout {
  readonly folder: string
  readonly database: string
  /** Held by the process that writes. */
  readonly lock: string
  /** All runs. */
  readonly runs: string
  readonly exports: string
  /** All row indexes. */
  readonly datasets: string
  /** Of a data set that has grown so many times: each time it gets another folder. */
  datasetFolder(dataset: string, grown?: number): string
  runFolder(run: string): string
  configFile(run: string): string
  /** A hybrid's copy of the dictionary whose features it reads. */
  featuresFolder(run: string): string
  /** All checkpoints of a run. */
  checkpointsFolder(run: string): string
  checkpointFolder(run: string, step: number): string
  /** All analyses of a run. */
  analysesFolder(run: string): string
  analysisFolder(run: string, analysis: number): string
  /** The pass of an analysis that did not finish, to be gone on with. */
  unfinishedAnalysisFolder(run: string): string
  /** All studies of a run. Beside the analyses: an answer is still readable when its analysis was replaced. */
  studiesFolder(run: string): string
  studyFolder(run: string, study: string): string
}

export function projectLayout(folder: string): ProjectLayout {
  const runFolder = (run: string) => join(folder, 'runs', checkedId(run))
  return {
    folder,
    database: join(folder, 'project.sqlite'),
    lock: join(folder, 'project.lock'),
    runs: join(folder, 'runs'),
    exports: join(folder, 'exports'),
    datasets: join(folder, 'datasets'),
    datasetFolder: (dataset, grown = 0) =>
      join(folder, 'datasets', grown === 0 ? checkedId(dataset) : `${checkedId(dataset)}.${checkedNumber(grown)}`),
    runFolder,
    configFile: (run) => join(runFolder(run), 'config.json'),
    featuresFolder: (run) => join(runFolder(run), 'features-of'),
    checkpointsFolder: (run) => join(runFolder(run), 'checkpoints'),
    checkpointFolder: (run, step) => join(runFolder(run), 'checkpoints', checkedNumber(step)),
    analysesFolder: (run) => join(runFolder(run), 'analysis'),
    analysisFolder: (run, analysis) => join(runFolder(run), 'analysis', checkedNumber(analysis)),
    unfinishedAnalysisFolder: (run) => join(runFolder(run), 'analysis', 'unfinished'),
    studiesFolder: (run) => join(runFolder(run), 'studies'),
    studyFolder: (run, study) => join(runFolder(run), 'studies', checkedId(study))
  }
}

function checkedId(id: string): string {
  if (!Id.safeParse(id).success) throw new LoupeError('usage', 'This is not an id of a run or data set')
  return id
}

function checkedNumber(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0) throw new LoupeError('usage', 'This is not a number of steps')
  return String(number)
}
