import { expect, test } from 'vitest'
import type { LoupeError } from '../../../../contract/wire/errors'
import { checkedAddress, endpoint, originOf } from '../../../../main/drafting/address'

const codeOf = (address: string, plainHttp = false): string => {
  try {
    checkedAddress(address, plainHttp)
    return 'good'
  } catch (thrown) {
    return (thrown as LoupeError).code
  }
}

test('this machine may be asked without encryption, others only where a person says so', () => {
  for (const local of ['http://127.0.0.1:11434/v1', 'http://localhost:8080/v1/', 'http://[::1]:1234', 'http://127.9.9.9/'])
    expect(codeOf(local), local).toBe('good')
  for (const far of [
    'http://192.168.0.7:11434/v1',
    'http://example.org/v1',
    'http://127.0.0.1.example.org',
    'http://localhost.example.org'
  ])
    expect([codeOf(far), codeOf(far, true)], far).toEqual(['denied', 'good'])
  expect(codeOf('https://api.example.org/v1')).toBe('good')
})

test('what is no base of a server is refused', () => {
  for (const address of [
    '',
    'localhost:11434',
    'ftp://a/v1',
    'file:///etc/passwd',
    'https://name:word@a/v1',
    'https://a/v1?x=1',
    'https://a/#b'
  ])
    expect(codeOf(address, true), address).toBe('usage')
})

test('paths lie under the base, with or without a slash at its end', () => {
  for (const base of ['http://127.0.0.1:1/v1', 'http://127.0.0.1:1/v1/'])
    expect(endpoint(checkedAddress(base, false), 'chat/completions').href).toBe('http://127.0.0.1:1/v1/chat/completions')
  expect([originOf('https://A.example:443/v1'), originOf('nothing')]).toEqual(['https://a.example', undefined])
})
