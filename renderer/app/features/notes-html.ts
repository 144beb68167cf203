/**
 * Notes as HTML: Markdown without HTML and without images, so that nothing typed is run and nothing is loaded from anywhere.
 * `#1473` becomes a link to that feature.
 */
import MarkdownIt from 'markdown-it'

/** What the address of a link to a feature begins with. */
export const featureLink = '#feature-'

/** HTML of the notes; whatever a person typed as HTML is shown as text. */
export function htmlFromNotes(notes: string): string {
  return renderer.render(notes)
}

const renderer = createRenderer()

function createRenderer() {
  const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true, typographer: false }).disable('image')
  markdown.core.ruler.push('feature-links', (state) => {
    for (const block of state.tokens) {
      if (block.type !== 'inline' || !block.children) continue
      block.children = block.children.flatMap((token) => {
        if (token.type !== 'text' || !/#\d/.test(token.content)) return [token]
        return token.content.split(/(#\d+)/).map((part) => {
          const isLink = /^#\d+$/.test(part)
          const piece = new state.Token(isLink ? 'html_inline' : 'text', '', 0)
          piece.content = isLink ? `<a href="${featureLink}${part.slice(1)}">${part.slice(1)}</a>` : part
          return piece
        })
      })
    }
  })
  return markdown
}
