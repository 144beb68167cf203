/** Options of `loupe rows` that are more than a number. */
import { InvalidArgumentError } from 'commander'
import { Id } from '../../../contract/records/basics'
import type { OutputDirection } from '../../../contract/records/row'
import { LoupeError } from '../../../contract/wire/errors'

/** `12=0.5`: feature 12 set to 0.5. Throws usage. */
export function changesFrom(texts: readonly string[]): { feature: number; value: number }[] {
  return texts.map((text) => {
    const [, feature, value] = /^(\d{1,9})=(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+)$/i.exec(text.trim()) ?? []
    if (feature !== undefined && Number.isFinite(Number(value))) return { feature: Number(feature), value: Number(value) }
    throw new LoupeError('usage', `“${text}” is no change of a feature`, {
      hint: 'Write the feature and its activation: --change 12=0.'
    })
  })
}

/** `7`: a dimension of the output; `feature:12`: a decoder row, `feature:12@RUN` of the run with this id. */
export function directionFrom(text: string): OutputDirection {
  const [, feature, run] = /^feature:(\d{1,9})(?:@(.+))?$/.exec(text) ?? []
  if (feature !== undefined && (run === undefined || Id.safeParse(run).success))
    return { feature: Number(feature), ...(run === undefined ? {} : { run }) }
  if (/^\d{1,9}$/.test(text)) return { dimension: Number(text) }
  throw new InvalidArgumentError('It must be a dimension (7) or a feature (feature:12).')
}
