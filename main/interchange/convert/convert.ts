/**
 * A dictionary of any format in another one: written beside its folder under a temporary name, read back, compared, renamed.
 * It appears whole, with conversion.json that says what was proven, or not at all. Memory does not depend on its size.
 */
import { basename, join } from 'node:path'
import type { Progress } from '../../../contract/records/basics'
import { Conversion } from '../../../contract/records/conversion'
import type { Mapping } from '../../../contract/records/dictionary-mapping'
import { formatTitles, type WeightType, type WrittenFormat } from '../../../contract/records/dictionary-report'
import { LoupeError } from '../../../contract/wire/errors'
import { checkFile, writeCheckRows } from '../export/check-rows'
import { createTarget } from '../export/target'
import { writeRecord } from '../files/record-file'
import { writeError } from '../files/system-errors'
import { type OpenedDictionary, openDictionary } from '../formats/open'
import type { Part } from '../tensors/part'
import { writerOf, writers } from '../writers/registry'
import type { Stored, Writer } from '../writers/writer'
import { compared, seededRows } from './check-conversion'
import { storedResults } from './stored-results'

export interface ConvertRequest {
  path: string
  mapping?: Mapping | undefined
  /** Must not exist or be empty. */
  folder: string
  format: WrittenFormat
  type: WeightType
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export const conversionFile = 'conversion.json'

/** Throws as openDictionary, and exists, unwritable, disk-full, not-finite, unsupported, cancelled; nothing is left behind. */
export async function convertDictionary(request: ConvertRequest): Promise<Conversion> {
  const opened = await openDictionary(request.path, request.mapping)
  try {
    const writer = writerOf(request.format)
    refuseWhatDoesNotFit(writer, opened, request)
    const target = await createTarget(request.folder)
    try {
      const conversion = await writeAndProve(target.temporary, writer, opened, request)
      await target.publish()
      return conversion
    } catch (thrown) {
      await target.discard()
      throw thrown
    }
  } catch (thrown) {
    if (request.signal?.aborted) throw new LoupeError('cancelled', 'The conversion was cancelled. Nothing was written.')
    throw placed(thrown, opened.report.files[0], request.folder)
  } finally {
    await opened.close()
  }
}

function refuseWhatDoesNotFit(writer: Writer, { about, report }: OpenedDictionary, { type }: ConvertRequest): void {
  const others = writers.filter((each) => each.refuses(about) === undefined && each.types.includes(type)).map(({ name }) => name)
  const hint = `Formats that can hold it: ${others.join(', ')}.`
  const reason = writer.refuses(about)
  if (reason) throw new LoupeError('unsupported', `“${basename(report.files[0])}”: ${reason}`, { hint, place: report.files[0] })
  if (writer.types.includes(type)) return
  throw new LoupeError('unsupported', `${formatTitles[writer.name]} has no numbers of type ${type}.`, {
    hint: `It has ${writer.types.join(', ')}.`,
    place: report.files[0]
  })
}

async function writeAndProve(
  folder: string,
  writer: Writer,
  opened: OpenedDictionary,
  request: ConvertRequest
): Promise<Conversion> {
  const source = watched(opened, request)
  const { model, hook } = opened.report
  const written = await writer.write(folder, { ...source, model, hook }, request.type)
  const started = performance.now()
  request.onProgress?.({ done: 0, total: 0, unit: 'checks', note: 'Reading back and comparing' })
  const batch = seededRows(opened.about)
  const own = await storedResults(source, batch)
  const verified = compared(own, await resultsIn(join(folder, writer.weights), batch), request.type)
  const files = { ...written.files, [checkFile]: await writeCheckRows(folder, batch, own) }
  const conversion = Conversion.parse({
    schema: 'loupe.conversion',
    version: 1,
    createdAt: Date.now(),
    from: opened.report,
    format: writer.name,
    type: request.type,
    files: Object.entries(files).map(([name, facts]) => ({ name, content: contentOf(name), ...facts })),
    changes: written.changes,
    verified: { ...verified, seconds: (performance.now() - started) / 1000 }
  })
  await writeRecord(join(folder, conversionFile), conversion)
  return conversion
}

function contentOf(name: string): string {
  if (name === checkFile) return 'seeded rows with the activations of the source, to compare with'
  return name.endsWith('.json') ? 'configuration' : 'weights'
}

async function resultsIn(path: string, batch: ReturnType<typeof seededRows>) {
  const read = await openDictionary(path)
  try {
    return await storedResults(read, batch)
  } finally {
    await read.close()
  }
}

/** The parts, which tell how far they are read and stop when the work is cancelled. */
function watched({ about, parts }: OpenedDictionary, { signal, onProgress }: ConvertRequest): Stored {
  const watch = (name: string, part: Part): Part => ({
    ...part,
    ...(part.turned ? { turned: () => watch(name, (part.turned as () => Part)()) } : {}),
    async read(from, count) {
      signal?.throwIfAborted()
      onProgress?.({ done: from, total: part.shape[0] ?? 1, unit: 'rows', note: `Reading ${name}` })
      return part.read(from, count)
    }
  })
  return { about, parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, watch(name, part)])) }
}

/** Errors about numbers name the file they are in; errors of writing the folder. */
function placed(thrown: unknown, source: string, folder: string): unknown {
  if (!(thrown instanceof LoupeError)) return writeError(thrown, folder)
  if (thrown.place?.includes('/')) return thrown
  const message = `“${basename(source)}”: ${thrown.message}`
  return new LoupeError(thrown.code, message, { hint: thrown.hint, place: source, cause: thrown })
}
