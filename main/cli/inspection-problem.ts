/** Why no project can be made of inspected files, as an error that names them. */
import type { ArraySource } from '../../contract/records/basics'
import { type Inspection, readableFormats } from '../../contract/records/inspection'
import type { ErrorRecord } from '../../contract/wire/errors'

/** Undefined when the files can be used. `files`: as the person gave them. */
export function inspectionProblem(inspection: Inspection, files: ArraySource[]): ErrorRecord | undefined {
  if (inspection.valid) return undefined
  const found = inspection.files.find((file) => file.problem)?.problem
  if (found) return found
  const place = files.map(({ path }) => path).join(', ')
  const finding = inspection.findings.find(({ level }) => level === 'error')
  if (finding) return { code: 'unsupported', message: finding.title, hint: finding.detail, place }
  const hint = `Loupe reads ${readableFormats}.`
  return { code: 'unsupported', message: 'There are no activations in these files', hint, place }
}
