/**
 * Data sets that Hugging Face's `save_to_disk` wrote: Arrow streams in the order of state.json. SAELens keeps its activation
 * cache so. Only the files of this folder that state.json names are opened; nothing is fetched or run.
 */

import { join } from 'node:path'
import { isObject } from '../../codecs/json-values'
import { type InputFile, namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import { openArrow } from './arrow/arrow'
import type { FolderFormat, OpenedFile, OpenOptions } from './format'
import { plainName } from './plain-name'

export const huggingFaceDataset: FolderFormat = { name: 'Hugging Face data set', recognizes, open }

const state = 'state.json'
const splits = 'dataset_dict.json'

async function recognizes(folder: InputFolder): Promise<boolean> {
  return folder.has(splits) || (folder.has(state) && folder.has('dataset_info.json'))
}

async function open(folder: InputFolder, o: OpenOptions): Promise<OpenedFile> {
  if (folder.has(splits)) throw await manySplits(folder)
  const files: InputFile[] = []
  for (const name of await shardNames(folder)) files.push(await folder.file(name))
  return openArrow(files, o)
}

async function manySplits(folder: InputFolder): Promise<Error> {
  const value = await folder.json(splits)
  const listed = isObject(value) && Array.isArray(value.splits) ? value.splits.filter((name) => typeof name === 'string') : []
  const shown = listed.length > 0 ? `: ${listed.slice(0, 20).join(', ')}` : ''
  return namedError('unsupported', folder.path, 'holds several splits', `Choose the split’s folder${shown}.`)
}

/** The shards, each a file directly in the folder. */
async function shardNames(folder: InputFolder): Promise<string[]> {
  const value = await folder.json(state)
  const path = join(folder.path, state)
  if (isObject(value) && Array.isArray(value._indices_data_files) && value._indices_data_files.length > 0) throw withIndices(path)
  const files = isObject(value) && Array.isArray(value._data_files) ? value._data_files : undefined
  if (!files?.every(isObject)) {
    throw namedError('malformed', path, 'does not list the data files (“_data_files”)', 'Save the data set again.')
  }
  if (files.length > 0) return files.map(({ filename }) => plainName(filename, path, 'a shard'))
  throw namedError('empty', folder.path, 'is a data set without data files', 'Check the script that wrote it.')
}

/** A data set that was shuffled or filtered and saved by an old library: its rows are another order of the shards' rows. */
function withIndices(path: string): Error {
  const hint = 'Load it in Python and save it again: save_to_disk of today writes the rows in order.'
  return namedError('unsupported', path, 'keeps the order of its rows in a file of its own', hint)
}
