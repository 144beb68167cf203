import { describe, expect, it } from 'vitest'
import { cookieName, hasCookie, isKey, isLoopbackHost, maySocket } from '../../../../../main/engine/serve/access'

const key = 'q'.repeat(43)
const port = 4100
const own = { port, host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, cookie: `${cookieName(port)}=${key}` }

describe('who may use the browser mode', () => {
  it.each([
    ['127.0.0.1:4100', true],
    ['localhost:4100', true],
    ['127.0.0.1:4101', false],
    ['127.0.0.1', false],
    ['evil.example:4100', false],
    ['127.0.0.1.evil.example:4100', false],
    ['0.0.0.0:4100', false],
    [undefined, false]
  ])('the host %s is the loopback name: %s', (host, expected) => {
    expect(isLoopbackHost({ ...own, host })).toBe(expected)
  })

  it('needs the whole key', () => {
    expect(isKey(key, key)).toBe(true)
    for (const text of ['', key.slice(1), `${key}q`, key.toUpperCase(), undefined, null]) expect(isKey(text, key)).toBe(false)
  })

  it('finds its cookie among others, and takes no other’s', () => {
    expect(hasCookie({ ...own, cookie: `a=b; ${own.cookie}; c=d` }, key)).toBe(true)
    for (const cookie of [undefined, '', `x${own.cookie}`, `loupe-9999=${key}`, `${cookieName(port)}=`])
      expect(hasCookie({ ...own, cookie }, key)).toBe(false)
  })

  it('lets only its own page with the cookie open a socket', () => {
    expect(maySocket(own, key)).toBe(true)
    expect(maySocket({ ...own, host: `localhost:${port}`, origin: `http://localhost:${port}` }, key)).toBe(true)
    const others = [
      { origin: undefined },
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: `https://127.0.0.1:${port}` },
      { origin: 'http://127.0.0.1:9999' },
      { host: 'evil.example', origin: 'http://evil.example' },
      { cookie: undefined }
    ]
    for (const other of others) expect(maySocket({ ...own, ...other }, key), JSON.stringify(other)).toBe(false)
  })
})
