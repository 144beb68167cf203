/** What is held against the categories: each row, each row with its context, or each document with the mean activation over it. */
import { contextRows, type Unit } from '../../../contract/records/studies/held-out'
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
          value: 'context',
          label: 'per context',
          disabled: !hasDocuments,
          title: `Of each row the mean activation over it and up to ${contextRows} rows before and after it in its document`
        },
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
