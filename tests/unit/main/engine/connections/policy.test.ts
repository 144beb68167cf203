import { join, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anyPath, grantedPaths, isWithin } from '../../../../../main/engine/connections/policy'

const home = resolve('/home/person')

describe('paths that a connection may name', () => {
  it('are none before something was granted', () => {
    expect(() => grantedPaths().check(join(home, 'rows.npy'))).toThrow(expect.objectContaining({ code: 'denied' }))
  })

  it('are granted files, and what lies in granted folders', () => {
    const paths = grantedPaths()
    paths.grant(join(home, 'rows.npy'))
    paths.grant(join(home, 'data'))
    for (const path of ['rows.npy', 'data', 'data/a/b.csv', 'data/a/../b.csv', 'other/../data/c.csv'])
      expect(() => paths.check(`${home}${sep}${path}`), path).not.toThrow()
  })

  it('are not neighbors of what was granted, nor what dots lead to', () => {
    const paths = grantedPaths()
    paths.grant(join(home, 'data'))
    for (const path of ['', 'database', 'data.npy', 'data/../secret', '../person2', 'data/../../person/secret'])
      expect(() => paths.check(`${home}${sep}${path}`), path).toThrow(
        expect.objectContaining({ code: 'denied', hint: expect.any(String) })
      )
  })

  it('are all for the command line', () => {
    expect(() => anyPath.check('/etc/passwd')).not.toThrow()
  })
})

describe('isWithin', () => {
  it('takes names that begin with dots for names', () => {
    expect(isWithin(home, join(home, '..data'))).toBe(true)
    expect(isWithin(home, join(home, '..', 'data'))).toBe(false)
    expect(isWithin(home, home)).toBe(true)
  })
})
