/** Which kinds of dictionary a data set can train, and why not the others. */
import type { Dataset } from '../../../../contract/records/dataset'
import type { DictionaryKind } from '../../../../contract/records/run'

/** The reason beside each kind that this data can not train. */
export function refusedKinds(data: Pick<Dataset, 'targets' | 'streams'>): Partial<Record<DictionaryKind, string>> {
  const noTargets = 'this data has no targets to predict'
  return {
    ...(data.targets ? {} : { transcoder: noTargets, 'skip-transcoder': noTargets }),
    ...(data.streams ? {} : { crosscoder: 'this data has one stream' })
  }
}

/** All reasons in one sentence, empty when every kind can be trained. */
export function refusedKindsText(data: Pick<Dataset, 'targets' | 'streams'>): string {
  const reasons = [
    data.targets ? undefined : 'Transcoders need a data set with targets',
    data.streams ? undefined : 'a crosscoder needs several streams'
  ].filter((reason) => reason !== undefined)
  if (reasons.length === 0) return ''
  const text = reasons.join('; ')
  return `${text[0].toUpperCase()}${text.slice(1)}.`
}
