/** Calls about exports. */
import { z } from 'zod'
import { Id } from '../records/basics'
import { ExportFormat, ExportRecord, ExportScope, Receipt } from '../records/export'
import { call } from './call'

/** `folder` must not exist or be empty; it is written whole or not at all. */
export const ExportRequest = z.object({
  project: Id,
  run: Id,
  step: z.number().int().nonnegative().optional(),
  format: ExportFormat,
  folder: z.string().min(1).max(4096),
  scope: ExportScope.default({
    statuses: ['labeled', 'not-interpretable', 'draft', 'flagged', 'pending'],
    notes: true,
    examples: true
  })
})
export type ExportRequest = z.infer<typeof ExportRequest>

export const exportCalls = {
  /** Writes, reads back, compares; gives the receipt. Progress by the job it announces. */
  'exports.write': call(ExportRequest, ExportRecord),
  'exports.list': call(z.object({ project: Id }), z.array(ExportRecord)),
  /** Compares an earlier export with its receipt again. */
  'exports.verify': call(z.object({ project: Id, export: Id }), Receipt.shape.verified),
  'exports.suggestFolder': call(z.object({ project: Id, run: Id }), z.object({ folder: z.string() }))
}
