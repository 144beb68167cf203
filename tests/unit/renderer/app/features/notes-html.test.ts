import { describe, expect, it } from 'vitest'
import { htmlFromNotes } from '../../../../../renderer/app/features/notes-html'

describe('notes as HTML', () => {
  it('renders Markdown', () => {
    expect(htmlFromNotes('Fires after `return`, **maybe**')).toBe(
      '<p>Fires after <code>return</code>, <strong>maybe</strong></p>\n'
    )
  })

  it('shows typed HTML as text', () => {
    expect(htmlFromNotes('<img src=x onerror=alert(1)> <script>x</script>')).not.toMatch(/<(img|script)/)
  })

  it('refuses addresses that run something, and loads no images', () => {
    expect(htmlFromNotes('[x](javascript:alert(1))')).not.toContain('href')
    expect(htmlFromNotes('![x](https://example.org/x.png)')).not.toContain('<img')
  })

  it('leads from a number to that feature, but not inside code', () => {
    expect(htmlFromNotes('compare with #1473.')).toBe('<p>compare with <a href="#feature-1473">1473</a>.</p>\n')
    expect(htmlFromNotes('`#12`')).toBe('<p><code>#12</code></p>\n')
  })

  it('puts no link into a link', () => {
    expect(htmlFromNotes('[see #12](https://example.org)')).toBe('<p><a href="https://example.org">see #12</a></p>\n')
  })

  it.each(['[', '(', '`', '*a ', '>', '![', '<', '#1 ', '|', '- ', '&#'])(
    'takes no longer for a long row of “%s” than a person waits',
    (piece) => {
      const started = performance.now()
      htmlFromNotes(piece.repeat(200_000 / piece.length))
      expect(performance.now() - started).toBeLessThan(4_000)
    }
  )

  it('escapes what stands around such a number', () => {
    expect(htmlFromNotes('a < b #1 & c')).toBe('<p>a &lt; b <a href="#feature-1">1</a> &amp; c</p>\n')
  })
})
