import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentPolicy, contentType, fileOfAddress, startPage } from '../../../../../main/shell/policy/content'

const root = join('/', 'app', 'renderer')

describe('the app scheme', () => {
  it('finds the start page and its assets', () => {
    expect(fileOfAddress(startPage, root)).toBe(join(root, 'index.html'))
    expect(fileOfAddress('loupe://app/assets/a%20b.js', root)).toBe(join(root, 'assets', 'a b.js'))
  })

  it.each([
    'loupe://app/../secret',
    'loupe://app/%2e%2e/secret',
    'loupe://app/..%2fsecret',
    'loupe://app/a/..%2f..%2f..%2fsecret',
    'loupe://app/a%5c..%5c..%5csecret',
    'loupe://app/a%00.js',
    'loupe://app/%zz',
    'loupe://app/',
    'loupe://other/index.html',
    'file:///etc/passwd',
    'https://app/index.html',
    'nonsense'
  ])('gives nothing outside its folder: %s', (address) => {
    const file = fileOfAddress(address, root)
    expect(file === undefined || file.startsWith(join(root, 'secret'))).toBe(true)
  })

  it('names script types that a module loader accepts', () => {
    expect([contentType('a.js'), contentType('b.woff2'), contentType('c.unknown')]).toEqual([
      'text/javascript; charset=utf-8',
      'font/woff2',
      'application/octet-stream'
    ])
  })
})

describe('the content policy', () => {
  it('allows nothing by default, no evaluation and nothing remote', () => {
    expect(contentPolicy.startsWith("default-src 'none'")).toBe(true)
    expect(contentPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
    expect(contentPolicy).toContain("script-src 'self';")
  })
})
