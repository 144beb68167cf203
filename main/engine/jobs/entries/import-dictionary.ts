/** A dictionary of somebody's files as the one checkpoint of a run, and how it fits the rows of the run's data set. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tried } from '../../../../contract/records/conversion'
import { LoupeError } from '../../../../contract/wire/errors'
import { firstFit } from '../../../analysis/fit/first-fit'
import { createEncoder, type Dictionary } from '../../../dictionaries/index'
import { readDictionary } from '../../../interchange/index'
import type { JobSide } from '../job-side'
import type { DictionarySpec } from '../protocol/dictionary'
import { writeDictionary } from './checkpoint-files'
import { openData } from './open-data'

/** Rows that it is tried on. */
const tryRows = 2048
const enoughRows = 256

type TrySpec = Pick<DictionarySpec & { task: 'try' }, 'path' | 'mapping' | 'data'>

/** Nothing is kept. */
export async function tryDictionary(spec: TrySpec, side: JobSide<'dictionary'>): Promise<Tried> {
  const { report, fit } = await tried(spec, side)
  return { report, fit }
}

/** The checkpoint is written last, whole or not at all. */
export async function importDictionary(spec: DictionarySpec & { task: 'import' }, side: JobSide<'dictionary'>): Promise<Tried> {
  const { dictionary, report, fit } = await tried(spec, side)
  side.progress({ done: 0, total: 0, unit: 'tensors', note: 'Writing it into the project' })
  await writeDictionary(spec.checkpointsFolder, dictionary, (folder) => {
    writeFileSync(join(folder, 'import.json'), `${JSON.stringify(report, undefined, 2)}\n`)
  })
  return { report, fit }
}

async function tried(spec: TrySpec, side: JobSide<'dictionary'>): Promise<Tried & { dictionary: Dictionary }> {
  side.progress({ done: 0, total: 0, unit: 'tensors', note: 'Reading the dictionary' })
  const { dictionary, report } = await readDictionary(spec.path, spec.mapping)
  checkWidths(dictionary, spec)
  const fit = await fitOf(dictionary, spec, side)
  side.signal.throwIfAborted()
  return { dictionary, report, fit }
}

async function fitOf(dictionary: Dictionary, { data }: TrySpec, { signal, progress }: JobSide<'dictionary'>) {
  progress({ done: 0, total: 0, unit: 'rows', note: 'Trying it on rows' })
  const rows = await openData(data, signal)
  const { kind, applyBDecToInput, tensors } = dictionary
  const known = { kind, bDec: applyBDecToInput ? tensors.b_dec.data : undefined }
  const encoder = await createEncoder(dictionary)
  try {
    // Held-out rows alone where there are enough of them.
    for (const [uses, enough] of [[['validation'], enoughRows] as const, [['validation', 'train'], 1] as const])
      for await (const batch of rows.inOrder([...uses], tryRows)) {
        if (batch.count >= enough) return firstFit(encoder, batch, known)
        break
      }
    throw new LoupeError('empty', 'The data set has no rows to try the dictionary on')
  } finally {
    encoder.dispose()
    await rows.close()
  }
}

function checkWidths({ kind, dIn, dOut = dIn }: Dictionary, { path, data: { dataset } }: TrySpec): void {
  const refuse = (message: string, hint: string): never => {
    throw new LoupeError('wrong-shape', message, { hint, place: path })
  }
  if (dataset.dIn !== dIn) {
    refuse(
      `The dictionary reads rows of ${dIn} numbers, those of ${dataset.name} have ${dataset.dIn}.`,
      'Choose a data set of the place in the model that it was trained on.'
    )
  }
  if (kind !== 'transcoder' && kind !== 'skip-transcoder') return
  if (dataset.targets?.dOut !== dOut) {
    const found = dataset.targets ? `of ${dataset.targets.dOut}` : 'none'
    refuse(
      `The ${kind} predicts targets of ${dOut} numbers, ${dataset.name} has ${found}.`,
      'Make a project with the outputs as targets (loupe new --targets).'
    )
  }
}
