import { expect, it } from 'vitest'
import { placeFrom } from '../../../../renderer/app/first-place'

const place = { screen: 'feature', project: 'p', run: 'r', feature: 7, row: null, folder: '/a.loupe' }
const text = (value: unknown) => encodeURIComponent(JSON.stringify(value))

it('takes the place of another window, and nothing that is not one', () => {
  expect(placeFrom(text(place))).toEqual(place)
  for (const wrong of [{ ...place, screen: 'nowhere' }, { ...place, screen: 'toString' }, { ...place, feature: 'x' }, 7, null])
    expect(placeFrom(text(wrong))).toBeUndefined()
  for (const broken of ['', '%', '{', text(place).slice(4)]) expect(placeFrom(broken)).toBeUndefined()
})
