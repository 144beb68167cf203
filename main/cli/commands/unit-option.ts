/** Options that say what is held against a label column: rows when none is given. */
import { Option } from 'commander'
import { contextRows, type Unit } from '../../../contract/records/studies/held-out'

export function perContextOption(): Option {
  const what = `of rows with their context, by the mean activation over up to ${contextRows} rows to either side in the document`
  return new Option('--per-context', what).conflicts('perDocument')
}

export function unitFrom({ perContext, perDocument }: { perContext?: boolean; perDocument?: boolean }): Unit {
  if (perContext) return 'context'
  return perDocument ? 'document' : 'row'
}
