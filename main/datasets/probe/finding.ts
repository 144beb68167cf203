/** Makes a finding. */
import type { Finding } from '../../../contract/records/inspection'

export function finding(
  id: string,
  level: Finding['level'],
  title: string,
  detail: string,
  remedies: Finding['remedies'] = []
): Finding {
  return { id, level, title, detail, remedies }
}
