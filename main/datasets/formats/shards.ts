/** Files of one kind, one after the other, as one: every array and table continues in the next file. */
import { namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import type { OpenedFile, OpenOptions } from './format'
import { joinFiles, type Shard } from './joined-files'
import { openFormat } from './registry'

/** Opens all files of the folder as one. Throws wrong-shape and wrong-type with the first shard that does not continue. */
export async function openShards(folder: InputFolder, o: OpenOptions): Promise<{ format: string; opened: OpenedFile }> {
  const shards: Shard[] = []
  try {
    const format = await openEach(folder, o, shards)
    return { format, opened: joinFiles(shards) }
  } catch (thrown) {
    for (const { opened } of shards) await opened.close?.()
    throw thrown
  }
}

/** Opens the files one by one into `shards`; gives their format. */
async function openEach(folder: InputFolder, o: OpenOptions, shards: Shard[]): Promise<string> {
  let format = ''
  for (const name of folder.names) {
    o.signal?.throwIfAborted()
    const file = await folder.file(name)
    const { format: own, opened } = await openFormat(file, o)
    shards.push({ file, opened })
    format ||= own.name
    if (own.name !== format) {
      const happened = `is ${own.name}, the files before it are ${format}`
      throw namedError('wrong-shape', file.path, happened, 'Shards of one data set have one format: name the files that belong.')
    }
  }
  return format
}
