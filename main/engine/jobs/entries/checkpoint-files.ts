/**
 * What lies in the folder of a checkpoint: the whole training state (to go on) and the dictionary (to analyze and export).
 * Written whole by the store's folder writer; everything is safetensors, opened by other tools as well.
 */

import { constants, copyFileSync, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tensor } from '../../../../contract/records/arrays'
import { LoupeError } from '../../../../contract/wire/errors'
import { safetensorsPieces, type WritableTensor } from '../../../codecs/safetensors-writing'
import { type Dictionary, dictionaryFromSafetensors, safetensorsFromDictionary } from '../../../dictionaries/index'
import { writeCheckpointFolder } from '../../../store/files/checkpoint-folder'
import type { TrainingState } from '../../../training/index'
import { dictionaryFile, stateFile } from './checkpoint-names'
import { failedWrite } from './failed-write'
import { factsFromTensors, tensorsFromFacts, withoutFacts } from './input-facts'
import { openTensors, writePieces } from './tensor-files'

/** Whole or not at all; throws disk-full, unwritable with the folder. */
export async function writeCheckpoint(checkpointsFolder: string, state: TrainingState): Promise<void> {
  const write = (folder: string) => {
    writePieces(join(folder, stateFile), piecesOfState(state))
    const { dictionary } = state
    if (dictionary) writePieces(join(folder, dictionaryFile), safetensorsFromDictionary(dictionary))
  }
  try {
    await writeCheckpointFolder(checkpointsFolder, state.step, write)
  } catch (thrown) {
    throw failedWrite(thrown, `The checkpoint of step ${state.step}`, checkpointsFolder)
  }
}

/** A checkpoint of step 0 that is a dictionary and nothing to go on from; `more` adds files of its own. */
export async function writeDictionary(
  checkpointsFolder: string,
  dictionary: Dictionary,
  more: (folder: string) => void
): Promise<void> {
  const write = (folder: string) => {
    writePieces(join(folder, dictionaryFile), safetensorsFromDictionary(dictionary))
    more(folder)
  }
  try {
    await writeCheckpointFolder(checkpointsFolder, 0, write)
  } catch (thrown) {
    throw failedWrite(thrown, 'The imported dictionary', checkpointsFolder)
  }
}

/** One tensor after the other: together they are three dictionaries large, and more. */
function piecesOfState({ step, seconds, facts, tensors }: TrainingState): Iterable<Uint8Array> {
  const measured = tensorsFromFacts(facts)
  const all: Record<string, WritableTensor> = { ...measured.tensors }
  for (const [name, tensor] of Object.entries(tensors)) all[name] = asF32(tensor)
  return safetensorsPieces(all, { ...measured.metadata, format: 'loupe-state', step: String(step), seconds: String(seconds) })
}

/** Says the type, so that the data is not asked for before its turn. */
function asF32(tensor: Tensor): WritableTensor {
  return {
    shape: tensor.shape,
    dtype: 'f32',
    get data() {
      return tensor.data
    }
  }
}

/**
 * The state to go on from; throws not-found, truncated, malformed with the file in it. Tensors are read from the file when
 * their data is asked for: it has to stay until the learner has them.
 */
export async function readState(folder: string): Promise<TrainingState> {
  return withFile(join(folder, stateFile), (path) => {
    const { tensors, metadata } = openTensors(path)
    const facts = factsFromTensors(tensors, metadata)
    const [step, seconds] = [metadata.step, metadata.seconds].map(Number)
    if (metadata.format !== 'loupe-state' || !facts || !Number.isFinite(step) || !Number.isFinite(seconds))
      throw new LoupeError('malformed', 'This file holds no state of a training')
    return { step, seconds, facts, tensors: withoutFacts(tensors) }
  })
}

/** [dSae] steps since each feature last fired; undefined where the checkpoint has no state, as an imported one. */
export async function readIdleSteps(folder: string): Promise<Float32Array | undefined> {
  const path = join(folder, stateFile)
  if (!existsSync(path)) return undefined
  return withFile(path, () => openTensors(path).tensors.idle_steps?.data)
}

/** Copies the dictionary of a checkpoint into another folder. */
export function copyDictionary(checkpoint: string, folder: string): void {
  copyFileSync(join(checkpoint, dictionaryFile), join(folder, dictionaryFile), constants.COPYFILE_FICLONE)
}

/** The dictionary of a checkpoint, for raw inputs. */
export async function readDictionary(folder: string): Promise<Dictionary> {
  const path = join(folder, dictionaryFile)
  const bytes = await readFile(path).catch((thrown) => {
    throw problem('not-found', 'is missing', path, thrown)
  })
  return withFile(path, () => dictionaryFromSafetensors(bytes))
}

function withFile<T>(path: string, read: (path: string) => T): T {
  if (!existsSync(path)) throw problem('not-found', 'is missing', path)
  try {
    return read(path)
  } catch (thrown) {
    throw problem('damaged', 'can not be used', path, thrown)
  }
}

function problem(code: 'not-found' | 'damaged', what: string, path: string, cause?: unknown): LoupeError {
  return new LoupeError(code, `A file of this checkpoint ${what}: ${path}`, {
    hint: 'Use an earlier checkpoint of the run, or train it again.',
    place: path,
    cause
  })
}
