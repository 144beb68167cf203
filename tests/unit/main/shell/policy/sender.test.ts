import { describe, expect, it } from 'vitest'
import { mayHave } from '../../../../../main/shell/policy/permissions'
import { isTrusted, type Sender } from '../../../../../main/shell/policy/sender'

const page: Sender = { frameAddress: 'loupe://app/index.html', isTopFrame: true, isKnownWindow: true }

describe('the sender of a message', () => {
  it('is trusted when it is the top frame of a window of ours on a page of ours', () => {
    expect(isTrusted(page)).toBe(true)
  })

  it.each([
    ['an unknown window', { isKnownWindow: false }],
    ['an inner frame', { isTopFrame: false }],
    ['a frame that has gone', { frameAddress: null }],
    ['another page', { frameAddress: 'https://example.org/' }]
  ])('is refused when it is %s', (_what, change) => {
    expect(isTrusted({ ...page, ...change })).toBe(false)
  })
})

describe('permissions', () => {
  it('are denied but for writing text to the clipboard', () => {
    const asked = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'clipboard-sanitized-write', 'hid']
    expect(asked.filter(mayHave)).toEqual(['clipboard-sanitized-write'])
  })
})
