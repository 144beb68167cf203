import { describe, expect, it } from 'vitest'
import { viewOf, views } from '../../../../../renderer/screens/explore/views'

describe('views of the feature list', () => {
  it('are found again by what they filter', () => {
    for (const view of views) expect(viewOf(view as Parameters<typeof viewOf>[0])?.id).toBe(view.id)
  })

  it('are none when the person filters something else', () => {
    expect(viewOf({ filter: 'max>2', statuses: undefined })).toBeUndefined()
    expect(viewOf({ filter: '', statuses: ['draft'] })).toBeUndefined()
  })
})
