/**
 * Which rows train and how often, by a column of the row table: the filter and the weights of the draft. Pure.
 */
import type { RowColumn, RowFilter, RowWeights, SplitRule } from '../../../contract/records/dataset'
import type { Inspection } from '../../../contract/records/inspection'

/** Columns whose values can be listed: kinds of rows. */
export function kindColumns(inspection: Inspection | null): RowColumn[] {
  const columns = inspection?.rowTable?.columns ?? []
  return columns.filter(({ role, categories }) => (role === 'label' || role === 'split') && (categories?.length ?? 0) > 0)
}

/** Puts a value in or out. All values in is no filter; none in can not be. */
export function withValue(filter: RowFilter | null, column: RowColumn, value: string, isIn: boolean): RowFilter | null {
  const all = column.categories ?? []
  const before = filter?.column === column.name ? filter.values : all
  const values = all.filter((other) => (other === value ? isIn : before.includes(other)))
  if (values.length === 0) return filter
  return values.length === all.length ? null : { column: column.name, values }
}

/** A value's weight; 1 is said by leaving it out. */
export function withWeight(weights: RowWeights | null, column: string, value: string, weight: number): RowWeights | null {
  const before = weights?.column === column ? weights.weights : {}
  const { [value]: _, ...others } = before
  const next = weight === 1 ? others : { ...others, [value]: weight }
  return Object.keys(next).length > 0 ? { column, weights: next } : null
}

/** A weight as typed: a number from 0 to 1,000, else undefined. */
export function readWeight(text: string): number | undefined {
  const weight = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && weight >= 0 && weight <= 1000 ? weight : undefined
}

/** Rules about columns that the row table no longer has are dropped. */
export function rulesFor<Rules extends { filter: RowFilter | null; weights: RowWeights | null; split: SplitRule | null }>(
  rules: Rules,
  inspection: Inspection
): Pick<Rules, 'filter' | 'weights' | 'split'> {
  const names = new Set(inspection.rowTable?.columns.map(({ name }) => name))
  const kept = <Rule extends { column?: string | undefined }>(rule: Rule | null) =>
    rule?.column !== undefined && !names.has(rule.column) ? null : rule
  return { filter: kept(rules.filter), weights: kept(rules.weights), split: kept(rules.split) }
}

/** What the rules do, in a few words; undefined where there are none. */
export function ruleWords(filter: RowFilter | null, weights: RowWeights | null): string | undefined {
  const parts = [
    filter && `only ${listed(filter.values)} of ${filter.column}`,
    weights && `weighted by ${weights.column}`
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : undefined
}

function listed(values: readonly string[]): string {
  return values.length > 3 ? `${values.length} values` : values.join(', ')
}
