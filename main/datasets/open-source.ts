/**
 * Opens what a person named: a file, a folder that is one thing (a saved data set, shards with an index), or some files of a
 * folder as the shards of one data set. All three look the same from here on.
 */
import type { ArraySource } from '../../contract/records/basics'
import { fileError, InputFile, namedError } from './files/input-file'
import { InputFolder, isFolder } from './files/input-folder'
import type { OpenedFile, OpenOptions } from './formats/format'
import { folderFormatOf, openFormat } from './formats/registry'
import { openShards } from './formats/shards'

export interface OpenedSource extends OpenedFile {
  /** As shown: npy, safetensors, Hugging Face data set … */
  format: string
  sizeBytes: number
  close(): Promise<void>
}

/** Throws not-found, unreadable, empty, truncated, malformed, unsupported, wrong-shape; each names the file. */
export async function openSource(source: ArraySource, signal?: AbortSignal): Promise<OpenedSource> {
  const o: OpenOptions = { ...(signal ? { signal } : {}), array: source.array }
  try {
    if (source.files) return await opened(InputFolder.of(source.path, source.files), o)
    if (await isFolder(source.path)) return await opened(await InputFolder.open(source.path), o)
    return await openedFile(await InputFile.open(source.path), o)
  } catch (thrown) {
    throw fileError(thrown, source.path)
  }
}

async function openedFile(file: InputFile, o: OpenOptions): Promise<OpenedSource> {
  try {
    const { format, opened } = await openFormat(file, o)
    return source(opened, format.name, file.sizeBytes, () => file.close())
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

async function opened(folder: InputFolder, o: OpenOptions): Promise<OpenedSource> {
  try {
    if (folder.names.length === 0) throw namedError('empty', folder.path, 'holds no files', 'Choose the folder with the files.')
    const format = await folderFormatOf(folder)
    const { name, opened } = format ? { name: format.name, opened: await format.open(folder, o) } : await shards(folder, o)
    return source(opened, name, await folder.sizeBytes(), () => folder.close())
  } catch (thrown) {
    await folder.close()
    throw thrown
  }
}

async function shards(folder: InputFolder, o: OpenOptions): Promise<{ name: string; opened: OpenedFile }> {
  const { format, opened } = await openShards(folder, o)
  return { name: folder.names.length === 1 ? format : `${format}, ${folder.names.length} files`, opened }
}

function source(opened: OpenedFile, format: string, sizeBytes: number, closeFiles: () => Promise<void>): OpenedSource {
  const close = async (): Promise<void> => {
    await opened.close?.()
    await closeFiles()
  }
  return { ...opened, format, sizeBytes, close }
}
