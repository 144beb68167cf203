/** What a file of an annotator's labels would bring, in lines. */
import type { ImportPreview } from '../../../contract/records/annotator'
import { count, counted } from '../numbers'
import { oneLine } from '../printable'

export function previewLines({ author, run, labels, unknown, earlier, conflicts, same, onlyInFile }: ImportPreview): string[] {
  const strangers =
    unknown.length > 0
      ? [`${counted(unknown.length, 'feature is', 'features are')} not in this run: nothing can be imported`]
      : []
  const before =
    earlier.labels > 0
      ? [
          `Imported before: ${count(earlier.labels)}, of which ${count(earlier.changed)} would change and ${count(earlier.gone)} go`
        ]
      : []
  return [
    `${counted(labels, 'label')} of ${oneLine(author)}, written for ${oneLine(run)}`,
    `Against the project: ${count(same)} the same, ${count(conflicts)} different, ${count(onlyInFile)} only in the file`,
    ...before,
    ...strangers
  ]
}
