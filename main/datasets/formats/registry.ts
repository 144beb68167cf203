/**
 * Which format a file has: by its first bytes, then, for text, by its name or its look.
 * Formats that Loupe knows by sight but does not read are named in the error.
 */
import { readableFormats } from '../../../contract/records/inspection'
import { fileError, type InputFile, namedError } from '../files/input-file'
import type { InputFolder } from '../files/input-folder'
import { arrow } from './arrow/arrow'
import { csv } from './csv'
import { delphi } from './delphi'
import { foreignFormat } from './foreign'
import type { FolderFormat, Format, OpenedFile, OpenOptions } from './format'
import { gzip } from './gzip'
import { hdf5 } from './hdf5'
import { huggingFaceDataset } from './hf-dataset'
import { jsonl } from './jsonl'
import { llamascopium } from './llamascopium'
import { npy } from './npy'
import { npz } from './npz'
import { parquet } from './parquet/parquet'
import { pytorch } from './pytorch'
import { isRawLayout, raw } from './raw'
import { saev } from './saev'
import { safetensors } from './safetensors'
import { shardedSafetensors } from './sharded-safetensors'

/** All formats; the first that recognizes a file has it. */
const formats: Format[] = [npy, npz, pytorch, safetensors, parquet, arrow, hdf5, gzip, csv, jsonl, raw]

/** Formats that are a folder of files; the first that recognizes a folder has it. */
const folderFormats: FolderFormat[] = [huggingFaceDataset, shardedSafetensors, saev, llamascopium, delphi]

/** The format of a file; throws unsupported. A file named after a format it is not is left to that format's own checks. */
export async function formatOf(file: InputFile): Promise<Format> {
  const head = await file.read(0, 4096)
  const byContent = formats.find((format) => format.recognizes(head, file.sizeBytes))
  if (byContent) return byContent
  const foreign = foreignFormat(head)
  if (foreign) throw namedError('unsupported', file.path, `is ${foreign.name}, which Loupe does not read`, foreign.hint)
  const found = formatByName(file.name) ?? formatByLook(head)
  if (found) return found
  throw namedError('unsupported', file.path, 'has a format that Loupe does not know', `Loupe reads ${readableFormats}.`)
}

/** The format that these files of a folder are together, if any. */
export async function folderFormatOf(folder: InputFolder): Promise<FolderFormat | undefined> {
  for (const format of folderFormats) if (await format.recognizes(folder)) return format
  return undefined
}

/** Opens a file in its format. Throws what formatOf and the format throw, with the file's name. */
export async function openFormat(file: InputFile, o: OpenOptions): Promise<{ format: Format; opened: OpenedFile }> {
  try {
    // A layout that a person gave goes before what the numbers happen to look like.
    const format = isRawLayout(o.array) ? raw : await formatOf(file)
    return { format, opened: await format.open(file, o) }
  } catch (thrown) {
    throw fileError(thrown, file.path)
  }
}

/** Whether the name has the ending of a format: such a file is meant to be data, whatever is in it. */
export function formatByName(name: string): Format | undefined {
  const extension = name.toLowerCase().split('.').pop() ?? ''
  return formats.find((format) => format.extensions.includes(extension))
}

/** For text under other names: an object per line, or separators in the first line. */
function formatByLook(head: Uint8Array): Format | undefined {
  if (head.includes(0)) return undefined
  const text = new TextDecoder().decode(head).trimStart()
  const lines = text.split('\n')
  if (text.startsWith('{') && lines[0].trimEnd().endsWith('}')) return jsonl
  const separators = (line: string): number => line.replace(/"[^"]*"/g, '').split(/[,;\t]/).length - 1
  const isTable = lines.length > 2 && separators(lines[0]) > 0 && separators(lines[0]) === separators(lines[1])
  return isTable ? csv : undefined
}
