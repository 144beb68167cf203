import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commonHeaders, contentType, fileOfPath } from '../../../../../main/engine/serve/page-files'

const root = resolve('/opt/loupe/page')

describe('files of the page', () => {
  it.each([
    ['/', 'index.html'],
    ['/assets/app.js', 'assets/app.js'],
    ['/a%20b.css', 'a b.css'],
    ['/assets/../index.html', 'index.html']
  ])('%s is %s', (path, file) => {
    expect(fileOfPath(path, root)).toBe(join(root, file))
  })

  it.each(['/../secret', '/..%2fsecret', '/%2e%2e/%2e%2e/etc/passwd', '/a\\..\\b', '/a%5cb', '/a%00.js', '/%zz'])(
    '%s is none',
    (path) => {
      expect(fileOfPath(path, root)).toBeUndefined()
    }
  )

  it('an absolute path stays inside', () => {
    expect(fileOfPath('//etc/passwd', root)).toBe(join(root, 'etc', 'passwd'))
  })

  it('have their types, and a policy that lets nothing remote in', () => {
    expect(contentType('a/b.min.js')).toBe('text/javascript; charset=utf-8')
    expect(contentType('a/b.unknown')).toBe('application/octet-stream')
    expect(commonHeaders['content-security-policy']).toMatch(/^default-src 'none'/)
    expect(commonHeaders['content-security-policy']).not.toMatch(/https?:|\*|unsafe-eval/)
  })
})
