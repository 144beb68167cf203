/** Options of `loupe new` that say which rows and streams there are: NAME=FILE, COLUMN=VALUE,VALUE and COLUMN=VALUE:WEIGHT,… */
import { InvalidArgumentError } from 'commander'
import type { RowFilter, RowWeights, StreamSource } from '../../../contract/records/dataset'
import { sourceFrom } from '../paths'

/** `NAME=FILE` or `NAME=FILE:ARRAY`, added to those before. */
export function streamOption(text: string, earlier: StreamSource[] = []): StreamSource[] {
  const [name, file] = halves(text, 'NAME=FILE')
  return [...earlier, { name, source: sourceFrom(file) }]
}

/** `COLUMN=VALUE,VALUE`. */
export function filterOption(text: string): RowFilter {
  const [column, values] = halves(text, 'COLUMN=VALUE,VALUE')
  return { column, values: values.split(',') }
}

/** `COLUMN=VALUE:WEIGHT,VALUE:WEIGHT`; the last colon counts, so that a value may have some. */
export function weightsOption(text: string): RowWeights {
  const [column, pairs] = halves(text, 'COLUMN=VALUE:WEIGHT,…')
  const weights: Record<string, number> = {}
  for (const pair of pairs.split(',')) {
    const at = pair.lastIndexOf(':')
    const weight = Number(pair.slice(at + 1))
    if (at < 0 || pair.length === at + 1 || !(weight >= 0 && weight <= 1000))
      throw new InvalidArgumentError(`“${pair}” is not VALUE:WEIGHT with a weight from 0 to 1000.`)
    weights[pair.slice(0, at)] = weight
  }
  return { column, weights }
}

/** What is before and after the first `=`. */
function halves(text: string, form: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError(`Its form is ${form}.`)
  return [text.slice(0, at), text.slice(at + 1)]
}
