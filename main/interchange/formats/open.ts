/**
 * Any dictionary of the field, opened: recognized by its content, with all tensors in their places but not yet read.
 * What was found is in its report. A pickle is never run, and nothing outside of the named files is opened.
 */
import { basename } from 'node:path'
import type { Mapping } from '../../../contract/records/dictionary-mapping'
import type { DictionaryReport } from '../../../contract/records/dictionary-report'
import { LoupeError } from '../../../contract/wire/errors'
import { type NamedArrays, openNamedArrays } from '../../datasets/named-arrays'
import { checkSettings, tensorShapes } from '../../dictionaries/dictionary'
import { readError } from '../files/system-errors'
import { checkPart, type Part } from '../tensors/part'
import { tensorsOf } from '../tensors/tensor-file'
import { type Config, configFrom, readConfig } from './config'
import { configPaths, findWeights } from './find-files'
import type { Format } from './format'
import { settingsIn } from './pickled-settings'
import { plain, proposedMapping } from './plain'
import { type About, type Material, Reading } from './reading'
import { formats } from './registry'

export interface OpenedDictionary {
  about: About
  /** By SAELens's names and in its layout, of the shapes of tensorShapes. */
  parts: Record<string, Part>
  report: DictionaryReport
  close(): Promise<void>
}

/**
 * `path`: the file of the weights or a folder with it. `mapping` says what tensors are in a file of no known format.
 * Throws not-found, usage, truncated, malformed, unsupported, wrong-shape, config; each names file and place.
 */
export async function openDictionary(path: string, mapping?: Mapping): Promise<OpenedDictionary> {
  try {
    return await openFound(await findWeights(path), mapping)
  } catch (thrown) {
    throw readError(thrown, path)
  }
}

async function openFound(path: string, mapping: Mapping | undefined): Promise<OpenedDictionary> {
  const file = await openNamedArrays(path)
  try {
    return { ...(await understood(await materialOf(path, file), mapping)), close: () => file.close() }
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}

/** As openDictionary, of a file that is open. */
export async function understood(material: Material, mapping: Mapping | undefined): Promise<Omit<OpenedDictionary, 'close'>> {
  try {
    return await read(mapping ? plain(mapping) : recognized(material), material)
  } catch (thrown) {
    throw placed(thrown, material.path)
  }
}

export async function materialOf(path: string, file: NamedArrays): Promise<Material> {
  const { format: container, metadata, value, header } = file
  const config = header === undefined ? await configBeside(path) : configFrom(header, path)
  return { path, container, tensors: tensorsOf(file), metadata, value, config, settings: settingsIn(value, path) }
}

async function configBeside(path: string): Promise<Config | undefined> {
  for (const each of configPaths(path)) {
    const config = await readConfig(each)
    if (config) return config
  }
  return undefined
}

async function read(format: Format, material: Material): Promise<Omit<OpenedDictionary, 'close'>> {
  const reading = new Reading(material)
  const about = await format.read(reading)
  checkSettings(about)
  for (const [name, shape] of Object.entries(tensorShapes(about))) checkPart(reading.parts[name], name, shape)
  return { about, parts: reading.parts, report: reading.report(format.name, about) }
}

export function isKnown(material: Material): boolean {
  return formats.some((each) => each.recognizes(material))
}

function recognized(material: Material): Format {
  const format = formats.find((each) => each.recognizes(material))
  if (format) return format
  const names = [...material.tensors.keys()]
  const shown = names.slice(0, 8).join(', ')
  throw new LoupeError(
    'unsupported',
    `“${basename(material.path)}” is no dictionary of a format that Loupe knows: it holds ${shown || 'no tensors'}${names.length > 8 ? ' …' : ''}.`,
    {
      place: material.path,
      hint: `${configHint(material)} which tensor is which; on the command line: ${mappingWords(proposedMapping(material))}.`
    }
  )
}

function configHint({ config }: Material): string {
  return config ? 'Say' : 'Put the configuration (cfg.json, config.json) beside the weights. Or say'
}

/** As options of the command line. */
function mappingWords(mapping: Mapping | undefined): string {
  if (!mapping) return '--map W_enc=NAME --map W_dec=NAME'
  return Object.entries(mapping.tensors)
    .map(([name, { from, transposed }]) => `--map ${name}=${from}${transposed ? '.T' : ''}`)
    .join(' ')
}

/** Errors about a dictionary do not know its file. */
function placed(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof LoupeError) || thrown.message.includes(basename(path)) || thrown.place?.includes('/')) return thrown
  const message = `“${basename(path)}”: ${thrown.message}`
  return new LoupeError(thrown.code, message, {
    hint: thrown.hint ?? 'The file is incomplete, or of another format.',
    place: path,
    cause: thrown
  })
}
