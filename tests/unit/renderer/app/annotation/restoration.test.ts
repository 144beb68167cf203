import { describe, expect, it } from 'vitest'
import {
  fieldTime,
  firstForm,
  type RestoreForm,
  restorationFrom,
  timeOf
} from '../../../../../renderer/app/annotation/restoration'

const empty: RestoreForm = { how: 'without', asOf: '', author: '', from: '', to: '' }
const noon = new Date(2026, 4, 1, 12, 0).getTime()

describe('what the form of restoring says', () => {
  it('a time counts to the end of its minute', () => {
    expect(restorationFrom({ ...empty, how: 'asOf', asOf: '2026-05-01T12:00' })).toEqual({ asOf: noon + 59_999 })
  })

  it('a person, a time, or both', () => {
    expect(restorationFrom({ ...empty, author: 'Ada' })).toEqual({ withoutAuthor: 'Ada' })
    expect(restorationFrom({ ...empty, from: '2026-05-01T12:00', to: '2026-05-01T12:00' })).toEqual({
      withoutFrom: noon,
      withoutTo: noon + 59_999
    })
  })

  it('nothing while something is missing or turned around', () => {
    expect(restorationFrom(empty)).toBeUndefined()
    expect(restorationFrom({ ...empty, how: 'asOf' })).toBeUndefined()
    expect(restorationFrom({ ...empty, author: 'Ada', from: 'soon' })).toBeUndefined()
    expect(restorationFrom({ ...empty, from: '2026-05-02T00:00', to: '2026-05-01T00:00' })).toBeUndefined()
  })

  it('begins with the end of yesterday and the last hour', () => {
    const form = firstForm(new Date(2026, 2, 1, 0, 30))
    expect([form.asOf, form.from, form.to]).toEqual(['2026-02-28T23:59', '2026-02-28T23:30', '2026-03-01T00:30'])
    expect(timeOf(fieldTime(new Date(noon)))).toBe(noon)
  })
})
