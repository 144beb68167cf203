import { describe, expect, it } from 'vitest'
import { destinationOf, isOurs, mayRequest } from '../../../../../main/shell/policy/navigation'

describe('navigation', () => {
  it.each([
    ['loupe://app/index.html', 'in-app'],
    ['https://arxiv.org/abs/2406.04093', 'browser'],
    ['https://arxiv.org.evil.example/', 'refused'],
    ['http://github.com/', 'refused'],
    ['javascript:alert(1)', 'refused'],
    ['file:///etc/passwd', 'refused'],
    ['loupe://app.evil/index.html', 'refused'],
    ['', 'refused']
  ])('%s is %s', (address, expected) => {
    expect(destinationOf(address)).toBe(expected)
  })

  it('takes only the exact scheme and host as its own', () => {
    expect(['loupe://app/x', 'loupe://app2/x', 'loupes://app/x', 'https://app/x'].map(isOurs)).toEqual([
      true,
      false,
      false,
      false
    ])
  })

  it('lets a page request only its own files', () => {
    const addresses = [
      'loupe://app/a.js',
      'blob:loupe://app/1',
      'data:image/png;base64,',
      'https://example.org/',
      'ws://127.0.0.1/',
      'devtools://devtools/x'
    ]
    expect(addresses.map((address) => mayRequest(address, false))).toEqual([true, true, true, false, false, false])
    expect(mayRequest('devtools://devtools/x', true)).toBe(true)
  })
})
