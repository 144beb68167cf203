/**
 * Safetensors files with an index (`model.safetensors.index.json`), as Hugging Face writes what is too large for one file:
 * the index says which file holds which tensor. Layout: huggingface_hub, serialization/_base.py (`weight_map`).
 */

import { join } from 'node:path'
import { isObject } from '../../codecs/json-values'
import { namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import type { ArrayEntry, FolderFormat, OpenedFile, OpenOptions } from './format'
import { plainName } from './plain-name'
import { safetensors } from './safetensors'

export const shardedSafetensors: FolderFormat = { name: 'safetensors with an index', recognizes, open }

const ending = '.safetensors.index.json'

async function recognizes(folder: InputFolder): Promise<boolean> {
  return indexes(folder).length > 0
}

function indexes(folder: InputFolder): string[] {
  return folder.names.filter((name) => name.endsWith(ending))
}

async function open(folder: InputFolder, o: OpenOptions): Promise<OpenedFile> {
  const [index, ...more] = indexes(folder)
  if (more.length > 0) {
    const hint = 'Put each index with its files into a folder of its own.'
    throw namedError('unsupported', folder.path, `holds several indexes (${[index, ...more].slice(0, 5).join(', ')})`, hint)
  }
  const fileOf = await weightMap(folder, index)
  const shards = new Map<string, OpenedFile>()
  for (const name of new Set(fileOf.values())) shards.set(name, await safetensors.open(await folder.file(name), o))
  const arrays = [...fileOf].map(([tensor, name]) => entryIn(folder, shards.get(name)?.arrays ?? [], tensor, name))
  return { arrays, rowsOf: (entry) => shardOf(shards, fileOf, entry).rowsOf(entry) }
}

function shardOf(shards: Map<string, OpenedFile>, fileOf: Map<string, string>, { name }: ArrayEntry): OpenedFile {
  return shards.get(fileOf.get(name) ?? '') as OpenedFile
}

/** Tensor → file, in the order of the index. */
async function weightMap(folder: InputFolder, index: string): Promise<Map<string, string>> {
  const path = join(folder.path, index)
  const value = await folder.json(index)
  const map = isObject(value) && isObject(value.weight_map) ? value.weight_map : undefined
  if (!map) throw namedError('malformed', path, 'does not say where tensors are (“weight_map”)', 'Write the files again.')
  const files = Object.entries(map).map(([tensor, name]) => [tensor, plainName(name, path, `tensor “${tensor}”`)] as const)
  if (files.length > 0) return new Map(files)
  throw namedError('empty', path, 'names no tensors', 'Check the script that wrote it.')
}

function entryIn(folder: InputFolder, arrays: ArrayEntry[], tensor: string, name: string): ArrayEntry {
  const entry = arrays.find((array) => array.name === tensor)
  if (entry) return entry
  const happened = `does not hold tensor “${tensor}”, though the index says so`
  throw namedError('malformed', join(folder.path, name), happened, 'Copy the whole folder again.')
}
