/** What a feature fires together with, as a table to copy and save: the measure that is shown, or all of them. */
import type { Client } from '../../../contract/wire/client'
import type { ChartOutput } from '../../app/output/chart-output'
import { type TableCell, tableText } from '../../app/output/table-text'
import { type Measure, relativesOf } from './relatives'

export interface Relative {
  feature: number
  value: number
}

export interface TogetherOutputRequest {
  /** Name of the run. */
  run: string
  feature: number
  /** The measure that is shown, and its features. */
  measure: Measure
  found: readonly Relative[]
  /** All that the study has, and how to read one. */
  measures: readonly Measure[]
  read: (measure: Measure) => Promise<Relative[]>
}

export function togetherOutput({ run, feature, measure, found, measures, read }: TogetherOutputRequest): ChartOutput {
  return {
    name: `${run} feature ${feature} fires together with`,
    text: () => ({ text: tableText(relativeRows(feature, [[measure, found]]), '\t'), rows: found.length }),
    csv: async () => {
      const lists = await Promise.all(measures.map(async (one): Promise<[Measure, Relative[]]> => [one, await read(one)]))
      return tableText(relativeRows(feature, lists), ',')
    }
  }
}

/** A row per measure and feature, the nearest first. */
export function relativeRows(feature: number, lists: readonly (readonly [Measure, readonly Relative[]])[]): TableCell[][] {
  const rows = lists.flatMap(([{ label }, found]) => found.map(({ feature: other, value }) => [label, feature, other, value]))
  return [['measure', 'feature', 'other', 'value'], ...rows]
}

/** The features nearest to one by a measure, from a study of relations. */
export async function readRelatives(
  client: Client,
  slice: { project: string; study: string; from: number; count: number },
  { features, values }: Measure
): Promise<Relative[]> {
  const part = (array: string) => client.call('studies.slice', { ...slice, array })
  const [ids, numbers] = await Promise.all([part(features), part(values)])
  return relativesOf(ids.values, numbers.values)
}
