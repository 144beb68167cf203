/** The job process that looks at dictionaries in files, converts them, applies them to rows, and checks what was written. */
import { openActivations } from '../../../datasets/index'
import { createEncoder } from '../../../dictionaries/index'
import {
  applyDictionary,
  convertDictionary,
  lookAtDictionary,
  openDictionary,
  readDictionary,
  verifyFolder
} from '../../../interchange/index'
import { type JobSide, serveJob } from '../job-side'
import type { DictionaryResult, DictionarySpec } from '../protocol/dictionary'
import { importDictionary, tryDictionary } from './import-dictionary'

serveJob<'dictionary'>(async (spec, side): Promise<DictionaryResult> => {
  const { signal, progress: onProgress } = side
  if (spec.task === 'verify') return { task: 'verify', verified: await verifyFolder(spec.folder, signal) }
  if (spec.task === 'convert') return { task: 'convert', conversion: await convertDictionary({ ...spec, signal, onProgress }) }
  if (spec.task === 'apply') return { task: 'apply', applied: await apply(spec, side) }
  if (spec.task === 'import') return { task: 'import', ...(await importDictionary(spec, side)) }
  if (spec.task === 'try') return { task: 'try', ...(await tryDictionary(spec, side)) }
  if (spec.task === 'look') return { task: 'look', look: await lookAtDictionary(spec.path, spec.mapping) }
  const opened = await openDictionary(spec.path, spec.mapping)
  await opened.close()
  return { task: 'describe', report: opened.report }
})

async function apply({ path, mapping, input, file, form }: DictionarySpec & { task: 'apply' }, side: JobSide<'dictionary'>) {
  const { dictionary, report } = await readDictionary(path, mapping)
  const rows = await openActivations(input, side.signal)
  try {
    const encoder = await createEncoder(dictionary)
    const { signal, progress: onProgress } = side
    try {
      return {
        ...(await applyDictionary({ dictionary, encoder, rows, place: input.path, file, form, signal, onProgress })),
        report
      }
    } finally {
      encoder.dispose()
    }
  } finally {
    await rows.close()
  }
}
