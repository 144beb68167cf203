/**
 * What lies in the folder of a checkpoint: the whole training state (to go on) and the dictionary (to analyze and export).
 * Written whole by the store's folder writer; everything is safetensors, opened by other tools as well.
 */

import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tensors } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { tensorsFromSafetensors, tensorsToSafetensors } from '../../../codecs/safetensors'
import { type Dictionary, dictionaryFromSafetensors, safetensorsFromDictionary } from '../../../dictionaries/index'
import { writeCheckpointFolder } from '../../../store/files/checkpoint-folder'
import type { TrainingState } from '../../../training/index'
import { failedWrite } from './failed-write'

const stateFile = 'state.safetensors'
const dictionaryFile = 'dictionary.safetensors'
/** The mean of the inputs lies among the tensors under this name. */
const meanName = 'input_mean'

/** Whole or not at all; throws disk-full, unwritable with the folder. */
export async function writeCheckpoint(checkpointsFolder: string, state: TrainingState): Promise<void> {
  const write = (folder: string) => {
    writeFileSync(join(folder, stateFile), bytesOfState(state))
    if (state.dictionary) writeFileSync(join(folder, dictionaryFile), safetensorsFromDictionary(state.dictionary))
  }
  try {
    await writeCheckpointFolder(checkpointsFolder, state.step, write)
  } catch (thrown) {
    throw failedWrite(thrown, `The checkpoint of step ${state.step}`, checkpointsFolder)
  }
}

function bytesOfState({ step, seconds, inputScale, mean, tensors }: TrainingState): Uint8Array {
  const all: Tensors = { ...tensors, [meanName]: { shape: [mean.length], data: mean } }
  return tensorsToSafetensors(all, {
    format: 'loupe-state',
    step: String(step),
    seconds: String(seconds),
    input_scale: String(inputScale)
  })
}

/** The state to go on from; throws not-found, truncated, malformed with the file in it. */
export async function readState(folder: string): Promise<TrainingState> {
  return readWith(join(folder, stateFile), (bytes) => {
    const { tensors, metadata } = tensorsFromSafetensors(bytes)
    const { [meanName]: mean, ...rest } = tensors
    const numbers = [metadata.step, metadata.seconds, metadata.input_scale].map(Number)
    if (metadata.format !== 'loupe-state' || !mean || !numbers.every(Number.isFinite))
      throw new LoupeError('malformed', 'This file holds no state of a training')
    const [step, seconds, inputScale] = numbers
    return { step, seconds, inputScale, mean: mean.data, tensors: rest }
  })
}

/** The dictionary of a checkpoint, for raw inputs. */
export function readDictionary(folder: string): Promise<Dictionary> {
  return readWith(join(folder, dictionaryFile), dictionaryFromSafetensors)
}

async function readWith<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  const bytes = await readFile(path).catch((thrown) => {
    throw problem('not-found', 'is missing', path, thrown)
  })
  try {
    return parse(bytes)
  } catch (thrown) {
    throw problem('damaged', 'can not be used', path, thrown)
  }
}

function problem(code: 'not-found' | 'damaged', what: string, path: string, cause: unknown): LoupeError {
  return new LoupeError(code, `A file of this checkpoint ${what}: ${path}`, {
    hint: 'Use an earlier checkpoint of the run, or train it again.',
    place: path,
    cause
  })
}
