import { describe, expect, it } from 'vitest'
import { contentType, pageHeaders, pagePathFrom } from '../../../contract/page'

describe('files of the page', () => {
  it.each([
    ['/', ['index.html']],
    ['/assets/app.js', ['assets', 'app.js']],
    ['/a%20b.css', ['a b.css']],
    ['//etc/passwd', ['etc', 'passwd']]
  ])('%s is %s below its folder', (path, parts) => {
    expect(pagePathFrom(path)).toEqual(parts)
  })

  it.each([
    '/../secret',
    '/assets/../../secret',
    '/..%2fsecret',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/a\\..\\b',
    '/a%5cb',
    '/a%00.js',
    '/%zz',
    '/C:/secret',
    '/app.js::$DATA'
  ])('%s is none', (path) => {
    expect(pagePathFrom(path)).toBeUndefined()
  })

  it('have the types that a module loader accepts', () => {
    expect([contentType('a/b.min.js'), contentType('b.woff2'), contentType('a/b.unknown')]).toEqual([
      'text/javascript; charset=utf-8',
      'font/woff2',
      'application/octet-stream'
    ])
  })

  it('come with a policy that allows nothing by default, no evaluation and nothing remote', () => {
    const policy = pageHeaders['content-security-policy']
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  })
})
