/**
 * Notes as HTML: Markdown without HTML and without images, so that nothing typed is run and nothing is loaded from anywhere.
 * `#1473` becomes a link to that feature.
 */
import MarkdownIt, { type Token } from 'markdown-it'
import { featureLinksIn } from '../../widgets/code-editor/feature-links'

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
      let inLink = 0
      block.children = block.children.flatMap((token) => {
        inLink += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
        return token.type === 'text' && inLink === 0 ? withLinks(token) : [token]
      })
    }
  })
  return markdown
}

/** A text cut at its links to features. */
function withLinks(token: Token): Token[] {
  const links = featureLinksIn(token.content)
  if (links.length === 0) return [token]
  const Piece = token.constructor as typeof Token
  const piece = (type: string, content: string) => Object.assign(new Piece(type, '', 0), { content })
  const pieces: Token[] = []
  let at = 0
  for (const { feature, start, end } of links) {
    pieces.push(piece('text', token.content.slice(at, start)))
    pieces.push(piece('html_inline', `<a href="${featureLink}${feature}">${feature}</a>`))
    at = end
  }
  return [...pieces, piece('text', token.content.slice(at))]
}
