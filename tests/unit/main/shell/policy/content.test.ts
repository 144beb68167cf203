import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileOfAddress, startPage } from '../../../../../main/shell/policy/content'

const root = join('/', 'app', 'renderer')

describe('the app scheme', () => {
  it('finds the start page and its assets', () => {
    expect(fileOfAddress(startPage, root)).toBe(join(root, 'index.html'))
    expect(fileOfAddress('loupe://app/assets/a%20b.js', root)).toBe(join(root, 'assets', 'a b.js'))
  })

  it.each([
    'loupe://app/..%2fsecret',
    'loupe://app/a/..%2f..%2f..%2fsecret',
    'loupe://app/a%5c..%5c..%5csecret',
    'loupe://other/index.html',
    'file:///etc/passwd',
    'https://app/index.html',
    'nonsense'
  ])('gives nothing outside its folder: %s', (address) => {
    expect(fileOfAddress(address, root)).toBeUndefined()
  })
})
