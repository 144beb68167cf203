/** What is held against the categories: each row, or each document with the mean activation over it. */
import type { Unit } from '../../../contract/records/studies/held-out'
import { Segment } from '../../widgets/segment'

export interface UnitChoiceProps {
  value: Unit
  onChange: (per: Unit) => void
  hasDocuments: boolean
}

export function UnitChoice({ value, onChange, hasDocuments }: UnitChoiceProps) {
  return (
    <Segment<Unit>
      label="What is held against the categories"
      value={value}
      onChange={onChange}
      options={[
        { value: 'row', label: 'per row' },
        {
          value: 'document',
          label: 'per document',
          disabled: !hasDocuments,
          title: 'Mean activation over the rows of each document'
        }
      ]}
    />
  )
}
