/** Writes the labels of one annotator as JSON Lines: a head, then one line per feature. The shape is in contract/records/annotator.ts. */
import { rename, rm } from 'node:fs/promises'
import { AnnotationsHead, annotationsSchema, annotationsVersion, type Opinion } from '../../../contract/records/annotator'
import { createFileWriter } from '../files/file-writer'

/** Lines that are put together before they are written. */
const blockLines = 1_000

/** Replaces a file that is there only when the new one is whole. */
export async function writeAnnotations(
  path: string,
  head: Omit<AnnotationsHead, 'schema' | 'version'>,
  opinions: readonly Opinion[]
): Promise<void> {
  const temporary = `${path}.partial`
  await rm(temporary, { force: true })
  const file = await createFileWriter(temporary)
  try {
    await file.write(line(AnnotationsHead.parse({ schema: annotationsSchema, version: annotationsVersion, ...head })))
    for (let from = 0; from < opinions.length; from += blockLines)
      await file.write(
        opinions
          .slice(from, from + blockLines)
          .map(line)
          .join('')
      )
    await file.finish()
    await rename(temporary, path)
  } catch (thrown) {
    await file.abandon()
    await rm(temporary, { force: true })
    throw thrown
  }
}

/** Unicode's own line ends are escaped: line readers split there. */
function line(value: object): string {
  const text = JSON.stringify(value)
  return `${text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u0085', '\\u0085')}\n`
}
