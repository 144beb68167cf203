/** The fields of the filter language with what they mean, as the filter field offers them. */
import { useMemo } from 'react'
import { LabelStatus } from '../../../contract/records/label'
import { formulas } from '../../app/features/number-facts'
import { useTagKeys } from '../../app/features/tag-keys'
import type { FilterWord } from '../../widgets/filter-field/completions'

const fixed: readonly FilterWord[] = [
  { name: 'density', detail: formulas.density, comparisons: ['>0.01', '<0.001', '<1e-4', '>1%'] },
  { name: 'mean', detail: formulas.mean, comparisons: ['>1', '<1'] },
  { name: 'max', detail: formulas.max, comparisons: ['>2', '<1'] },
  { name: 'mass', detail: formulas.mass, comparisons: ['>0.001', '>0.1%'] },
  { name: 'nearest', detail: formulas.nearest, comparisons: ['>0.7', '>0.9'] },
  { name: 'status', detail: 'State of the label', values: LabelStatus.options },
  { name: 'dead', detail: 'No row made it fire', values: ['yes', 'no'] },
  { name: 'id', detail: 'A feature or several: id:12 or id:10-20', values: [] },
  {
    name: 'sort',
    detail: 'Order of the list; sort:-mass turns it around',
    values: ['mass', 'density', 'mean', 'max', 'nearest', 'id', 'label', 'status']
  }
]

/** With the tags of the project. */
export function useFilterWords(project: string | null): readonly FilterWord[] {
  const tags = useTagKeys(project)
  return useMemo(() => [...fixed, { name: 'tag', detail: 'Has this tag', values: tags.map(({ tag }) => tag) }], [tags])
}
