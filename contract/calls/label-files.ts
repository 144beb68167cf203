/** Calls about labels in the files of other tools. What a person wrote is never replaced. */
import { z } from 'zod'
import { Author } from '../records/annotator'
import { Id } from '../records/basics'
import { LabelColumns, LabelFileFormat, LabelFileLook, LabelImport } from '../records/label-file'
import { call, read } from './call'

/** `path`: a file, or a folder for `neuronpedia` and `delphi`. The format is told by the content where it is left out. */
const Given = z.object({
  project: Id,
  run: Id,
  path: z.string().min(1).max(4096),
  format: LabelFileFormat.optional(),
  columns: LabelColumns.optional(),
  /** Of several that the file is about. */
  source: z.string().max(500).optional()
})

export const labelFileCalls = {
  /** What is in it, before anything is taken. Throws not-found, unreadable, unsupported, malformed for what is no such file. */
  'labelFiles.look': read(Given, LabelFileLook),
  /**
   * `labels`: features that nobody touched get the first text for them, all others arrive as suggestions; `suggestions`: all do.
   * All or nothing: rows that can not be used are refused (malformed, with their lines) unless they are to be left out.
   */
  'labelFiles.import': call(
    Given.extend({
      as: z.enum(['suggestions', 'labels']).default('suggestions'),
      leaveOut: z.boolean().default(false),
      author: Author.optional()
    }),
    LabelImport
  )
}
