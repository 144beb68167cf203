/**
 * Monaco with the parts Loupe uses: the core, a few features, JSON and Markdown; no TypeScript service.
 * Only monaco-view.tsx imports this, so that it is loaded when the first editor is shown.
 * Code lens, symbols and drop are here for their services: the JSON language brings those features in when the first
 * editor stands already, and Monaco takes no new services by then.
 * The list of completions is imported by its own path: the feature of that name only registers a part that uses it.
 */
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codelens/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/documentSymbols/register'
import 'monaco-editor/features/dropOrPasteInto/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/links/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/placeholderText/register'
import 'monaco-editor/features/suggest/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
import 'monaco-editor/features/wordOperations/register'
import 'monaco-editor/languages/definitions/markdown/register'
import * as monaco from 'monaco-editor/editor/editor.api'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import { type Theme, type ThemeColors, themeColors } from '../theme-colors'
import { sixDigits } from './color'

self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker())
}

export { monaco }

/** Shows the colours of the theme that is on now; of one theme they are read once. */
export function applyTheme(theme: Theme): void {
  monaco.editor.defineTheme(`loupe-${theme}`, themeData(theme, themeColors()))
  monaco.editor.setTheme(`loupe-${theme}`)
}

/** Checks the documents at `uri` against a JSON schema, and completes from it. */
export function registerSchema(uri: string, schema: object): void {
  const others = (jsonDefaults.diagnosticsOptions.schemas ?? []).filter((entry) => entry.uri !== `${uri}#schema`)
  jsonDefaults.setDiagnosticsOptions({
    ...jsonDefaults.diagnosticsOptions,
    allowComments: false,
    schemaValidation: 'error',
    schemas: [...others, { uri: `${uri}#schema`, fileMatch: [uri], schema }]
  })
}

function themeData(theme: Theme, colors: ThemeColors): monaco.editor.IStandaloneThemeData {
  const bare = sixDigits
  const full = (color: string) => `#${sixDigits(color)}`
  return {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare(colors.ink) },
      { token: 'string.key.json', foreground: bare(colors.ink2) },
      { token: 'string.value.json', foreground: bare(colors.ink) },
      { token: 'number.json', foreground: bare(colors.ink) },
      { token: 'keyword.json', foreground: bare(colors.ink) },
      { token: 'delimiter', foreground: bare(colors.ink2) },
      { token: 'keyword.md', foreground: bare(colors.ink), fontStyle: 'bold' },
      { token: 'string.link.md', foreground: bare(colors.accent) },
      { token: 'comment', foreground: bare(colors.ink3) }
    ],
    colors: {
      'editor.background': full(colors.canvas),
      'editor.foreground': full(colors.ink),
      'editorLineNumber.foreground': full(colors.ink3),
      'editorLineNumber.activeForeground': full(colors.ink),
      'editorCursor.foreground': full(colors.ink),
      'editor.lineHighlightBackground': full(colors.canvas),
      'editor.lineHighlightBorder': full(colors.line),
      'editor.selectionBackground': `${full(colors.accent)}47`,
      'editorWidget.background': full(colors.raised),
      'editorWidget.border': full(colors.control),
      'editorHoverWidget.background': full(colors.raised),
      'editorHoverWidget.border': full(colors.control),
      'editorSuggestWidget.background': full(colors.raised),
      'editorSuggestWidget.border': full(colors.control),
      'editorError.foreground': full(colors.danger),
      'editorWarning.foreground': full(colors.warn),
      'editor.placeholder.foreground': full(colors.ink3),
      'editorBracketHighlight.foreground1': full(colors.ink2),
      'editorBracketHighlight.foreground2': full(colors.ink2),
      'editorBracketHighlight.foreground3': full(colors.ink2),
      focusBorder: full(colors.accent)
    }
  }
}
