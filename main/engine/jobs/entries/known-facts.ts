/** What an earlier training measured of a data set, read again: small, and without the tensor library. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tensorsFromSafetensors } from '../../../codecs/safetensors'
import type { InputFacts } from '../../../dictionaries/index'
import { factsFromTensors } from './input-facts'

/** Lies beside the row index. */
export const measureFile = 'measure.safetensors'

/** Undefined where nothing was measured yet, or the file is not what it should be. */
export async function factsIn(folder: string): Promise<InputFacts | undefined> {
  try {
    const { tensors, metadata } = tensorsFromSafetensors(await readFile(join(folder, measureFile)))
    return factsFromTensors(tensors, metadata)
  } catch {
    return undefined
  }
}
