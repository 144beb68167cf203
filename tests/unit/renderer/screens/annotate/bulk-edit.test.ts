import { expect, it } from 'vitest'
import { bulkWords } from '../../../../../renderer/screens/annotate/bulk-edit'

it('a change of many says what it did', () => {
  expect(
    [
      { addTags: ['syntax'] },
      { removeTags: ['syntax'] },
      { change: { label: 'verbs', status: 'labeled' as const } },
      { change: { confidence: 2 as const } },
      { change: { status: 'later' as const } }
    ].map(bulkWords)
  ).toEqual(['Tag syntax put on', 'Tag syntax taken off', 'Label “verbs”', 'Confidence 2', 'Put off until later'])
})
