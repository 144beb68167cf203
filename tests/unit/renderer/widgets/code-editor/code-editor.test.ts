/** Tests of the editor's own logic: late echoes, colours. The editor itself is tested in the window. */
import { describe, expect, it } from 'vitest'
import { sixDigits } from '../../../../../renderer/widgets/code-editor/color'
import { EchoFilter } from '../../../../../renderer/widgets/code-editor/echo-filter'

describe('EchoFilter', () => {
  it('takes a text from outside that was never written', () => {
    expect(new EchoFilter().isNew('from the file')).toBe(true)
  })

  it('ignores its own text that comes back late, so that typing is never taken back', () => {
    const echo = new EchoFilter()
    for (const text of ['a', 'ab', 'abc']) echo.write(text)
    expect(['a', 'ab', 'abc'].map((text) => echo.isNew(text))).toEqual([false, false, false])
  })

  it('takes an undo from outside back to a text it wrote before, once it was caught up', () => {
    const echo = new EchoFilter()
    echo.write('a')
    echo.write('ab')
    echo.isNew('ab')
    expect(echo.isNew('a')).toBe(true)
  })

  it('does not pass on what came from outside', () => {
    const echo = new EchoFilter()
    let passedOn = true
    echo.quietly(() => {
      passedOn = echo.write('set by the form')
    })
    expect([passedOn, echo.write('typed')]).toEqual([false, true])
  })
})

describe('sixDigits', () => {
  it('writes out what a minifier shortened and drops what Monaco can not take', () => {
    expect(['#fff', '#1a5fb4', '1b1d21', '#1a5fb480'].map(sixDigits)).toEqual(['ffffff', '1a5fb4', '1b1d21', '1a5fb4'])
  })
})
