import { describe, expect, it } from 'vitest'
import { idsBeginning, tagTerm, wantedAfter } from '../../../../../renderer/app/features/notes-help'

describe('what the end of a line of notes asks for', () => {
  it.each([
    ['compare #', { kind: 'feature', text: '', replaces: 1 }],
    ['compare #12', { kind: 'feature', text: '12', replaces: 3 }],
    ['(#year', { kind: 'feature', text: 'year', replaces: 5 }],
    ['tag:', { kind: 'tag', text: '', replaces: 4 }],
    ['and tag:syn', { kind: 'tag', text: 'syn', replaces: 7 }],
    ['an expul', { kind: 'word', text: 'expul', replaces: 5 }],
    ['Änder', { kind: 'word', text: 'Änder', replaces: 5 }]
  ])('%s', (line, wanted) => {
    expect(wantedAfter(line)).toEqual(wanted)
  })

  it.each(['', 'a ', 'note: ', '# Heading ', '## ', 'a##'])('nothing after “%s”', (line) => {
    expect(wantedAfter(line)).toBeUndefined()
  })
})

it('ids are those that begin with the digits, no more than the run has', () => {
  expect(idsBeginning('1', 13)).toEqual([1, 10, 11, 12])
  expect(idsBeginning('0', 100)).toEqual([0])
  expect(idsBeginning('25', 256)).toEqual([25, 250, 251, 252, 253, 254, 255])
  expect(idsBeginning('300', 256)).toEqual([])
  expect(idsBeginning('1', 100_000)).toHaveLength(12)
})

it('a tag with spaces or quotes is written so that it is one', () => {
  expect([tagTerm('code'), tagTerm('two words'), tagTerm('a"b')]).toEqual(['tag:code', 'tag:"two words"', 'tag:"a\\"b"'])
})
