import { expect, it } from 'vitest'
import { parseFilter } from '../../../../../main/store/features/filter'
import { groupTerm, holdsAll } from '../../../../../renderer/app/annotation/group-list'

it('a group is found by its name, whatever is in it', () => {
  for (const name of ['numbers', 'two words', 'a "quoted" one', 'back\\slash', 'tag:x'])
    expect(parseFilter(groupTerm(name)).groups).toEqual([name])
})

it('a selection is in a group when all of it is', () => {
  const group = { id: 'g', name: 'g', description: '', features: [1, 2, 3] }
  expect([holdsAll(group, [1, 3]), holdsAll(group, [1, 4]), holdsAll(group, [])]).toEqual([true, false, false])
})
