import { beforeEach, describe, expect, it } from 'vitest'
import { toggleColumn, useChosenColumns, withColumnToggled } from '../../../../../renderer/screens/explore/chosen-columns'

beforeEach(() => useChosenColumns.setState({ keys: [] }))

describe('columns that are added to the list', () => {
  it('stand in the order of the facts, whatever was chosen first', () => {
    expect(withColumnToggled(withColumnToggled([], 'lastRow'), 'variance')).toEqual(['variance', 'lastRow'])
  })

  it('are taken away when they are chosen again', () => {
    for (const key of ['skew', 'documents', 'skew'] as const) toggleColumn(key)
    expect(useChosenColumns.getState().keys).toEqual(['documents'])
  })
})
