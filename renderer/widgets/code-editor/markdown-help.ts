/**
 * Completion and links to features while Markdown is written. Monaco has one provider for all editors of a language,
 * so the help of each editor is found by its document. Only monaco-view.tsx imports this.
 */
import { featureLinkAt, featureLinksIn } from './feature-links'
import { monaco } from './monaco-setup'
import type { Completion, MarkdownHelp } from './types'

type FindHelp = () => MarkdownHelp | undefined

const scheme = 'loupe-feature'
/** Longer documents are written, but their links are only opened by key. */
const mostLinkedLines = 5_000
const helps = new Map<string, FindHelp>()

/** Gives an editor completion and links; gives what ends that. */
export function helpWith(editor: monaco.editor.IStandaloneCodeEditor, find: FindHelp): () => void {
  registerOnce()
  const key = editor.getModel()?.uri.toString() ?? ''
  helps.set(key, find)
  editor.addAction({
    id: 'loupe.openFeature',
    label: 'Open the feature at the cursor',
    keybindings: [monaco.KeyCode.F12],
    run: () => {
      const position = editor.getPosition()
      const line = position && editor.getModel()?.getLineContent(position.lineNumber)
      const found = position && typeof line === 'string' && featureLinkAt(line, position.column - 1)
      if (found) find()?.openFeature(found.feature)
    }
  })
  const listening = editor.onDidChangeModelContent(({ changes }) => {
    // What was accepted or pasted comes in one piece; offers are for what is typed, letter by letter.
    const [change] = changes
    if (changes.length === 1 && change.text.length + change.rangeLength === 1) setTimeout(() => offerAt(editor), 0)
  })
  return () => {
    listening.dispose()
    helps.delete(key)
  }
}

/** While a feature or a tag is being named, what could be meant is offered without being asked for: Monaco itself does not for numbers. */
function offerAt(editor: monaco.editor.IStandaloneCodeEditor): void {
  const position = editor.getPosition()
  const before =
    position &&
    editor
      .getModel()
      ?.getLineContent(position.lineNumber)
      .slice(0, position.column - 1)
  if (before && /(?:^|[^\w#&/])(?:#[^\s#]{0,40}|tag:[^\s]{0,80})$/i.test(before))
    editor.trigger('loupe', 'editor.action.triggerSuggest', {})
}

let isRegistered = false

function registerOnce(): void {
  if (isRegistered) return
  isRegistered = true
  monaco.languages.registerCompletionItemProvider('markdown', { provideCompletionItems })
  monaco.languages.registerLinkProvider('markdown', { provideLinks })
  monaco.editor.registerLinkOpener({
    open(address) {
      if (address.scheme !== scheme) return false
      helps
        .get(decodeURIComponent(address.query))?.()
        ?.openFeature(Number(address.path.slice(1)))
      return true
    }
  })
}

async function provideCompletionItems(model: monaco.editor.ITextModel, position: monaco.Position) {
  const help = helps.get(model.uri.toString())?.()
  if (!help) return { suggestions: [] }
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
  const found = await help.complete(before)
  // Incomplete: a letter that is typed while the answer is on its way asks again.
  return { suggestions: found.map((one, place) => suggestionFrom(one, place, before, position)), incomplete: true }
}

const kinds: Record<Completion['kind'], monaco.languages.CompletionItemKind> = {
  feature: monaco.languages.CompletionItemKind.Reference,
  tag: monaco.languages.CompletionItemKind.Keyword,
  label: monaco.languages.CompletionItemKind.Text
}

/** Everything that was found is shown, in its order: the engine has chosen already. One more letter ends the list, and another is asked for. */
function suggestionFrom(
  { kind, text, title = text, detail, replaces }: Completion,
  place: number,
  before: string,
  { lineNumber, column }: monaco.Position
): monaco.languages.CompletionItem {
  return {
    label: detail === undefined ? title : { label: title, description: detail },
    kind: kinds[kind],
    insertText: text,
    filterText: before.slice(before.length - replaces),
    sortText: String(place).padStart(4, '0'),
    range: { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn: column - replaces, endColumn: column }
  }
}

function provideLinks(model: monaco.editor.ITextModel): monaco.languages.ILinksList {
  const key = model.uri.toString()
  if (!helps.get(key)?.()) return { links: [] }
  const lines = Math.min(model.getLineCount(), mostLinkedLines)
  const links = Array.from({ length: lines }, (_, index) => index + 1).flatMap((lineNumber) =>
    featureLinksIn(model.getLineContent(lineNumber)).map(({ feature, start, end }) => ({
      range: { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn: start + 1, endColumn: end + 1 },
      url: monaco.Uri.from({ scheme, path: `/${feature}`, query: encodeURIComponent(key) }),
      tooltip: `Open feature ${feature}`
    }))
  )
  return { links }
}
