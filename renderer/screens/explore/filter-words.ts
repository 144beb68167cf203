/** The fields of the filter language with what they mean, as the filter field offers them. */
import { useMemo } from 'react'
import type { RowColumn } from '../../../contract/records/dataset'
import { LabelStatus } from '../../../contract/records/label'
import { KeptSource } from '../../../contract/records/suggestion'
import { formulas } from '../../app/features/number-facts'
import { useTagKeys } from '../../app/features/tag-keys'
import { useProject } from '../../app/project/current'
import type { FilterWord } from '../../widgets/filter-field/completions'

const fixed: readonly FilterWord[] = [
  { name: 'density', detail: formulas.density, comparisons: ['>0.01', '<0.001', '<1e-4', '>1%'] },
  { name: 'mean', detail: formulas.mean, comparisons: ['>1', '<1'] },
  { name: 'max', detail: formulas.max, comparisons: ['>2', '<1'] },
  { name: 'mass', detail: formulas.mass, comparisons: ['>0.001', '>0.1%'] },
  { name: 'nearest', detail: formulas.nearest, comparisons: ['>0.7', '>0.9'] },
  { name: 'rows', detail: 'Rows on which it fires', comparisons: ['>100', '<10'] },
  { name: 'variance', detail: 'Variance of the activations over active rows', comparisons: ['>1'] },
  { name: 'skew', detail: 'Skewness of the activations over active rows', comparisons: ['>1', '<0'] },
  { name: 'documents', detail: 'Documents in which it fires', comparisons: ['>10', '=1'] },
  { name: 'indocument', detail: 'Share of its active rows in the document with the most of them', comparisons: ['>0.5'] },
  { name: 'explained', detail: 'Share of the variance of the reconstructions', comparisons: ['>0.1%', '<0'] },
  { name: 'status', detail: 'State of the label', values: LabelStatus.options },
  { name: 'suggestion', detail: 'Has a kept suggestion, from there or at all', values: [...KeptSource.options, 'yes', 'no'] },
  { name: 'dead', detail: 'No row made it fire', values: ['yes', 'no'] },
  { name: 'id', detail: 'A feature or several: id:12 or id:10-20', values: [] },
  {
    name: 'sort',
    detail: 'Order of the list; sort:-mass turns it around',
    values: ['mass', 'density', 'mean', 'max', 'nearest', 'id', 'label', 'status']
  }
]

const scores: Record<string, string> = {
  f1: 'F1 of “it fires” for a category, on held-out rows; score the columns first',
  precision: 'Precision for a category, on held-out rows',
  recall: 'Recall of a category, on held-out rows',
  auroc: 'AUROC for a category, on held-out rows',
  lift: 'Precision ÷ share of the category'
}

/** With the tags of the project and the categories of its label columns. */
export function useFilterWords(project: string | null): readonly FilterWord[] {
  const tags = useTagKeys(project)
  const datasets = useProject()?.datasets
  return useMemo(() => {
    const inside = categoryTerms(datasets?.flatMap(({ rowTable }) => rowTable?.columns ?? []) ?? [])
    const scored = inside.length === 0 ? [] : Object.entries(scores).map(([name, detail]) => ({ name, detail, inside }))
    return [...fixed, { name: 'tag', detail: 'Has this tag', values: tags.map(({ tag }) => tag) }, ...scored]
  }, [tags, datasets])
}

/** `domain=scripture`, in quotes where a name needs them. */
export function categoryTerms(columns: readonly Pick<RowColumn, 'name' | 'role' | 'categories'>[]): string[] {
  const quoted = (name: string) => (/^[^\s="()]+$/.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`)
  return columns
    .filter(({ role }) => role === 'label')
    .flatMap(({ name, categories = [] }) => categories.map((category) => `${quoted(name)}=${quoted(category)}`))
}
