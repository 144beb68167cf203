/**
 * A file of weights as a person first sees it: what it was understood as, or why it was not, and all its tensors, of which a mapping
 * can then be made.
 */
import type { Mapping } from '../../../contract/records/dictionary-mapping'
import type { DictionaryLook } from '../../../contract/records/dictionary-report'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { openNamedArrays } from '../../datasets/named-arrays'
import { readError } from '../files/system-errors'
import { findWeights, labelsBeside } from './find-files'
import { isKnown, materialOf, understood } from './open'
import { proposedMapping } from './plain'
import type { Material } from './reading'

/**
 * `path`: the file of the weights or a folder with it.
 * Throws not-found, usage, truncated and malformed for files that hold no tensors at all; else the problem is in the answer.
 */
export async function lookAtDictionary(path: string, mapping?: Mapping): Promise<DictionaryLook> {
  try {
    const weights = await findWeights(path)
    const file = await openNamedArrays(weights)
    try {
      return await lookAt(await materialOf(weights, file), mapping)
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw readError(thrown, path)
  }
}

async function lookAt(material: Material, mapping: Mapping | undefined): Promise<DictionaryLook> {
  const tensors = [...material.tensors.values()].map(({ name, dtype, shape }) => ({ name, dtype, shape: [...shape] }))
  const proposed = proposedMapping(material)
  const labels = labelsBeside(material.path)
  const look = {
    file: material.path,
    tensors,
    isKnown: isKnown(material),
    ...(proposed ? { proposed } : {}),
    ...(labels ? { labels } : {})
  }
  try {
    return { ...look, report: (await understood(material, mapping)).report }
  } catch (thrown) {
    return { ...look, problem: errorRecordFrom(readError(thrown, material.path)) }
  }
}
