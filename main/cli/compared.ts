/** What was compared with what a folder holds, in words: after writing, and whenever it is checked again. */
import type { ExportAs } from '../../contract/records/export'
import { count, duration } from './numbers'

interface Compared {
  rows: number
  maxDifferenceActs: number
  maxDifferenceRecon: number
  seconds: number
}

const byRow: (ExportAs | undefined)[] = [undefined, 'labeled', 'delphi', 'activations']
const withWeights: (ExportAs | undefined)[] = [undefined, 'labeled']

/** `as`: of an export; a conversion has none. `aside`: said behind the number of rows. */
export function comparedText(verified: Compared, as?: ExportAs, aside = ''): string {
  return inWords(verified, byRow.includes(as) ? 'rows' : 'features', as, aside)
}

/** The same of a folder that is checked again, where files of activations are counted activation by activation. */
export function comparedAgainText(verified: Compared, as?: ExportAs): string {
  const what = as === 'delphi' || as === 'activations' ? 'activations' : byRow.includes(as) ? 'rows' : 'features'
  return inWords(verified, what, as)
}

function inWords(verified: Compared, what: string, as?: ExportAs, aside = ''): string {
  const differences = withWeights.includes(as)
    ? `activations differ by at most ${verified.maxDifferenceActs.toExponential(1)}, reconstructions by ${verified.maxDifferenceRecon.toExponential(1)}`
    : 'all as it was meant'
  return `compared on ${count(verified.rows)} ${what}${aside} in ${duration(verified.seconds)}: ${differences}`
}
