/**
 * Which format a file has: by its first bytes, then, for text, by its name or its look.
 * Formats that Loupe knows by sight but does not read are named in the error.
 */
import { fileError, type InputFile, namedError } from '../files/input-file'
import { csv } from './csv'
import { foreignFormat } from './foreign'
import type { Format, OpenedFile } from './format'
import { jsonl } from './jsonl'
import { npy } from './npy'
import { parquet } from './parquet'
import { safetensors } from './safetensors'

/** All formats; the first that recognizes a file has it. */
const formats: Format[] = [npy, safetensors, parquet, csv, jsonl]

const readable = 'Loupe reads .npy, .safetensors and .csv activations and .parquet, .jsonl and .csv row tables.'

/** The format of a file; throws unsupported. A file named after a format it is not is left to that format's own checks. */
export async function formatOf(file: InputFile): Promise<Format> {
  const head = await file.read(0, 4096)
  const byContent = formats.find((format) => format.recognizes(head, file.sizeBytes))
  if (byContent) return byContent
  const foreign = foreignFormat(head)
  if (foreign) throw namedError('unsupported', file.path, `is ${foreign.name}, which Loupe does not read`, foreign.hint)
  const found = formatByName(file.name) ?? formatByLook(head)
  if (found) return found
  throw namedError('unsupported', file.path, 'has a format that Loupe does not know', readable)
}

/** Opens a file in its format. Throws what formatOf and the format throw, with the file's name. */
export async function openFormat(file: InputFile, signal?: AbortSignal): Promise<{ format: Format; opened: OpenedFile }> {
  try {
    const format = await formatOf(file)
    return { format, opened: await format.open(file, signal) }
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
