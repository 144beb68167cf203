/**
 * Reads a SAELens v6 folder back into a dictionary.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LoupeError } from '../../../contract/wire/errors'
import { checkDictionary, type Dictionary, tensorShapes } from '../../dictionaries/dictionary'
import { openSafetensors } from '../files/safetensors-file'
import { readError } from '../files/system-errors'
import { aboutFromConfig, parseConfig, type SaelensConfig } from './config'
import { checkFinite, saelensFiles } from './write'

/** Throws not-found, malformed, truncated, unsupported, wrong-shape, not-finite; each names the file. */
export async function readSaelens(folder: string): Promise<Dictionary> {
  try {
    return await readFolder(folder)
  } catch (thrown) {
    throw readError(thrown, folder)
  }
}

async function readFolder(folder: string): Promise<Dictionary> {
  const config = await readConfig(join(folder, saelensFiles.config))
  const path = join(folder, saelensFiles.weights)
  const dictionary: Dictionary = { ...aboutFromConfig(config), tensors: {} }
  const file = await openSafetensors(path)
  try {
    for (const name of Object.keys(tensorShapes(dictionary))) dictionary.tensors[name] = await file.tensor(name)
  } finally {
    await file.close()
  }
  checkAt(path, dictionary)
  return dictionary
}

async function readConfig(path: string): Promise<SaelensConfig> {
  const text = await readFile(path, 'utf8')
  return parseConfig(jsonFrom(text, path), path)
}

function jsonFrom(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new LoupeError('malformed', `${place} is not JSON.`, {
      hint: 'The file may have been cut off: copy or download it again.',
      place,
      cause
    })
  }
}

/** The checks of a dictionary, with the file in the message. */
function checkAt(place: string, dictionary: Dictionary): void {
  try {
    checkDictionary(dictionary)
    checkFinite(dictionary.tensors)
  } catch (cause) {
    if (!(cause instanceof LoupeError)) throw cause
    throw new LoupeError(cause.code, `${place}: ${cause.message}`, { hint: cause.hint, place, cause })
  }
}
