/** An opened dictionary read into memory: the record that Loupe works with. */
import { basename } from 'node:path'
import type { Tensors } from '../../../contract/records/arrays'
import type { Mapping } from '../../../contract/records/dictionary-mapping'
import type { DictionaryReport } from '../../../contract/records/dictionary-report'
import { LoupeError } from '../../../contract/wire/errors'
import { checkDictionary, type Dictionary, tensorShapes } from '../../dictionaries/dictionary'
import { whole } from '../tensors/part'
import { type OpenedDictionary, openDictionary } from './open'

/** Opens, reads and closes; throws as openDictionary, and not-finite. */
export async function readDictionary(
  path: string,
  mapping?: Mapping
): Promise<{ dictionary: Dictionary; report: DictionaryReport }> {
  const opened = await openDictionary(path, mapping)
  try {
    return { dictionary: await loaded(opened), report: opened.report }
  } finally {
    await opened.close()
  }
}

/** All tensors as f32; throws not-finite with tensor and file. */
export async function loaded({
  about,
  parts,
  report
}: Pick<OpenedDictionary, 'about' | 'parts' | 'report'>): Promise<Dictionary> {
  const tensors: Tensors = {}
  for (const name of Object.keys(tensorShapes(about))) {
    tensors[name] = await whole(parts[name])
    checkNumbers(tensors[name].data, name, report.files[0])
  }
  const dictionary = { ...about, tensors }
  checkDictionary(dictionary)
  return dictionary
}

/** Throws not-finite. A threshold may be infinite: such a feature never fires. */
export function checkNumbers(values: Float32Array, name: string, path: string): void {
  const isFine = name === 'threshold' ? (value: number) => !Number.isNaN(value) : Number.isFinite
  if (values.every(isFine)) return
  throw new LoupeError('not-finite', `“${basename(path)}”: tensor ${name} has values that are not finite numbers.`, {
    hint: 'The training diverged, or the file is damaged: download it again, or take an earlier checkpoint.',
    place: path
  })
}
