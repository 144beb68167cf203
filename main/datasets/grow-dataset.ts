/**
 * A data set with rows that were added: its files have grown, or further files stand beside them. It is made anew, into a folder of
 * its own, and has to say of each earlier row what it said before; the sources, rules and split stay.
 */
import { stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { ArraySource, FileReference } from '../../contract/records/basics'
import type { Dataset, DatasetSources } from '../../contract/records/dataset'
import { LoupeError } from '../../contract/wire/errors'
import { buildDataset } from './build-dataset'
import { namedError } from './files/input-file'
import type { WorkOptions } from './inspect'
import { grouped } from './numbers-in-text'
import { changedUses, checkEarlierRows } from './row-index/earlier-rows'

export interface GrowthPlaces {
  project: string
  /** Row index of the data set as it is. */
  folder: string
  /** The new one; it is not there yet. */
  newFolder: string
}

/**
 * Gives the record of the grown data set. `further`: files to be added, each beside the activations or beside the row table.
 * Throws what building throws, `usage` for files that can not belong and where there is no new row, `changed` where an earlier row is
 * another one now.
 */
export async function growDataset(
  dataset: Dataset,
  further: readonly string[],
  { project, folder, newFolder }: GrowthPlaces,
  o: WorkOptions = {}
): Promise<Dataset> {
  const sources = await grownSources(dataset, further, project)
  const grown = await buildDataset({ ...sources, id: dataset.id, name: dataset.name }, project, newFolder, o)
  checkShape(dataset, grown)
  await checkEarlierRows(folder, newFolder, dataset.rows, o.signal)
  const changed = await changeIn(dataset, grown, folder, newFolder, o)
  const growth = { rows: dataset.rows, at: Date.now(), ...(changed === undefined ? {} : { changed }) }
  return { ...grown, createdAt: dataset.createdAt, growths: [...(dataset.growths ?? []), growth] }
}

async function grownSources(dataset: Dataset, further: readonly string[], project: string): Promise<DatasetSources> {
  const { activations, streams, targets, rowTable, vocabulary, outliers, split, filter, weights } = dataset
  if (further.length > 0 && (streams || targets)) throw onlyInPlace()
  const isOwnTable = rowTable !== undefined && rowTable.path === activations.path
  const isOfTable = (path: string) => rowTable && isAlike(path, rowTable) && !isAlike(path, activations)
  const ofTable = isOwnTable ? [] : further.filter(isOfTable)
  const ofActivations = further.filter((path) => !ofTable.includes(path))
  const source = (reference: FileReference, more: readonly string[] = []) => grownSource(reference, more, project)
  const grown: DatasetSources = {
    activations: await source(activations, ofActivations),
    outliers: outliers.rule,
    split,
    ...(filter ? { filter } : {}),
    ...(weights ? { weights } : {})
  }
  if (streams) {
    grown.streams = []
    for (const { name, reference } of streams) grown.streams.push({ name, source: await source(reference) })
  }
  if (targets) grown.targets = await source(targets)
  if (rowTable && !isOwnTable) grown.rowTable = await source(rowTable, ofTable)
  if (vocabulary) grown.vocabulary = (await source(vocabulary)).path
  return grown
}

/** The reference as it is now, with further files of its folder. */
async function grownSource(reference: FileReference, further: readonly string[], project: string): Promise<ArraySource> {
  const path = await placeOf(reference, project)
  const { array, files, range } = reference
  const kept = { ...(array === undefined ? {} : { array }), ...(range ? { range } : {}) }
  if (further.length === 0) return { path, ...kept, ...(files ? { files } : {}) }
  const folder = files ? path : dirname(path)
  const outside = further.find((one) => dirname(one) !== folder)
  if (outside !== undefined) throw notBeside(outside, folder)
  return { path: folder, ...kept, files: [...(files ?? [basename(path)]), ...further.map((one) => basename(one))] }
}

/** Where it was, or at the same place relative to the project. */
async function placeOf({ path, relativePath }: FileReference, project: string): Promise<string> {
  const isThere = await stat(path).catch(() => undefined)
  return isThere || relativePath === '' ? path : join(project, ...relativePath.split('/'))
}

/** Whether the file has the ending of the reference. */
function isAlike(path: string, { files, path: place }: FileReference): boolean {
  return extname(path) === extname(files?.[0] ?? place)
}

function checkShape(dataset: Dataset, grown: Dataset): void {
  const { path } = grown.activations
  if (grown.dIn !== dataset.dIn) {
    const hint = 'Restore the file, or make a new project from the new one.'
    throw namedError('changed', path, `has rows of ${grown.dIn} numbers now; they had ${dataset.dIn}`, hint)
  }
  if (grown.rows > dataset.rows) return
  const what = `has ${grouped(grown.rows)} rows; the data set has ${grouped(dataset.rows)} already`
  throw namedError('usage', path, what, 'Append rows to the file, or name a further file with them.')
}

/** What is different for the earlier rows, as a part of a sentence. */
async function changeIn(dataset: Dataset, grown: Dataset, folder: string, newFolder: string, o: WorkOptions) {
  const { rule } = dataset.outliers
  if (rule === 'clip' && grown.norms.median !== dataset.norms.median)
    return 'rows that are clipped are clipped to another norm, since the median of all norms moved'
  const changed = await changedUses(folder, newFolder, dataset.rows, o.signal)
  if (changed === 0) return undefined
  const rows = changed === 1 ? '1 earlier row is' : `${grouped(changed)} earlier rows are`
  return `${rows} left out or taken in, since the norm from which a row is an outlier moved with the median of all norms`
}

function onlyInPlace(): LoupeError {
  return new LoupeError('usage', 'Further files can not be added to a data set of several streams or with targets', {
    hint: 'Append the rows to its files, then extend it without naming files.'
  })
}

function notBeside(path: string, folder: string): LoupeError {
  return new LoupeError('usage', `“${basename(path)}” does not lie beside the files of the data set`, {
    hint: `Put it into ${folder}: files of one data set lie in one folder, in the order of their names.`,
    place: path
  })
}
