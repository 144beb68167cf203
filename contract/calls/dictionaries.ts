/** Calls about dictionaries in files, without a project. */
import { z } from 'zod'
import { ArraySource, Id } from '../records/basics'
import { Applied, Conversion, Imported, Tried } from '../records/conversion'
import { Mapping } from '../records/dictionary-mapping'
import { DictionaryLook, DictionaryReport, WeightType, WrittenFormat } from '../records/dictionary-report'
import { ExportAs } from '../records/export'
import { call } from './call'

const path = z.string().min(1).max(4096)
/** File of the weights or a folder with it; `mapping` for files of no known format. */
const Given = z.object({ path, mapping: Mapping.optional() })

export const dictionaryCalls = {
  /** What it is, where each tensor comes from, what was guessed. */
  'dictionaries.describe': call(Given, DictionaryReport),
  /** The same, and the tensors to choose from where that is not understood; fails only for files that can not be read at all. */
  'dictionaries.look': call(Given, DictionaryLook),
  /** Writes it in another format into a new folder, reads it back and compares. */
  'dictionaries.convert': call(
    Given.extend({ folder: path, format: WrittenFormat, type: WeightType.default('f32') }),
    Conversion
  ),
  /** Activations and reconstructions of all rows of a file, as a new safetensors file. */
  'dictionaries.apply': call(
    Given.extend({ input: ArraySource, file: path, form: z.enum(['dense', 'sparse']).default('dense') }),
    Applied
  ),
  /** What it makes of rows of a data set of the project; nothing is kept. */
  'dictionaries.try': call(Given.extend({ project: Id, dataset: Id.optional() }), Tried),
  /**
   * A dictionary of other files as a run with one checkpoint, at step 0; tried on rows of the data set at once. Where an export of
   * Loupe left labels.jsonl beside it, these labels come too.
   */
  'dictionaries.import': call(
    Given.extend({
      project: Id,
      dataset: Id.optional(),
      name: z.string().min(1).max(200).optional(),
      labels: z.boolean().default(true)
    }),
    Imported
  ),
  /** Repeats the check of a folder that Loupe has written: an export or a conversion. */
  'dictionaries.verify': call(
    z.object({ folder: path }),
    z.object({
      as: ExportAs.optional(),
      rows: z.number(),
      maxDifferenceActs: z.number(),
      maxDifferenceRecon: z.number(),
      seconds: z.number(),
      files: z.number()
    })
  )
}
