import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placesAround } from '../../../../main/engine/places'

const entries = resolve('/opt/loupe/out/main')

describe('places', () => {
  it('follow from the folder of the built entries', () => {
    const places = placesAround(entries, {})
    expect(places).toMatchObject({
      entries,
      page: resolve('/opt/loupe/out/renderer'),
      resources: resolve('/opt/loupe/resources'),
      setup: resolve('/opt/loupe/node_modules/.loupe-setup.json')
    })
    expect(places.userData.toLowerCase()).toContain('loupe')
  })

  it('can be set by the launcher, and an empty variable counts as none', () => {
    const env = { LOUPE_USER_DATA: '/u', LOUPE_RESOURCES: '/r', LOUPE_SETUP: '/s.json' }
    expect(placesAround(entries, env)).toMatchObject({ userData: '/u', resources: '/r', setup: '/s.json' })
    expect(placesAround(entries, { LOUPE_RESOURCES: '' }).resources).toBe(resolve('/opt/loupe/resources'))
  })

  it.runIf(process.platform === 'linux')('keep the user’s data where the desktop says', () => {
    expect(placesAround(entries, { XDG_DATA_HOME: '/data' }).userData).toBe(join('/data', 'loupe'))
  })
})
