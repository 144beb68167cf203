/** Calls about exports. */
import { z } from 'zod'
import { Blind } from '../records/annotator'
import { Id } from '../records/basics'
import { WeightType, WrittenFormat } from '../records/dictionary-report'
import { ActivationFile, ExportAs, ExportNames, ExportPlan, ExportRecord, ExportScope, Receipt } from '../records/export'
import { call, read } from './call'

/** What is to be exported. Blind: what the annotator says, in place of the labels of the project. */
const ExportWish = Blind.extend({
  project: Id,
  run: Id,
  step: z.number().int().nonnegative().optional(),
  as: ExportAs.default('labeled'),
  /** Of the weights of a labeled dictionary. */
  format: WrittenFormat.default('saelens'),
  type: WeightType.default('f32'),
  activations: ActivationFile.default('safetensors'),
  names: ExportNames.default({}),
  scope: ExportScope.default({
    statuses: ['labeled', 'not-interpretable', 'draft', 'flagged', 'later', 'pending'],
    notes: true,
    examples: true
  })
})

/** `folder` must not exist or be empty; it is written whole or not at all. */
export const ExportRequest = ExportWish.extend({ folder: z.string().min(1).max(4096) })
export type ExportRequest = z.infer<typeof ExportRequest>

export const exportCalls = {
  /** Writes, reads back, compares; gives the receipt. Progress by the job it announces. */
  'exports.write': call(ExportRequest, ExportRecord),
  /** What would be written, without writing. */
  'exports.plan': read(ExportWish, ExportPlan),
  'exports.list': read(z.object({ project: Id }), z.array(ExportRecord)),
  /** Compares an earlier export with its receipt again. */
  'exports.verify': call(z.object({ project: Id, export: Id }), Receipt.shape.verified),
  'exports.suggestFolder': call(
    z.object({ project: Id, run: Id, as: ExportAs.default('labeled') }),
    z.object({ folder: z.string() })
  )
}
