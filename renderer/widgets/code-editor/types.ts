/** What a code editor is given; its frame and the Monaco view behind it take the same. */

/** Something that can be written at the cursor. */
export interface Completion {
  kind: 'feature' | 'tag' | 'label'
  /** What is written. */
  text: string
  /** What is read in the list; the text when left out. */
  title?: string
  detail?: string
  /** Characters before the cursor that it takes the place of. */
  replaces: number
}

/** What an editor of Markdown may ask the app: what could be meant, and to open a feature that `#123` names. */
export interface MarkdownHelp {
  /** `before` is the line up to the cursor. */
  complete(before: string): Promise<Completion[]>
  openFeature(feature: number): void
}

export interface CodeEditorProps {
  value: string
  language: 'json' | 'markdown'
  onChange: (value: string) => void
  /** Called when Escape had nothing to close in the editor; left out, the focus goes to the screen. */
  onEscape?: () => void
  ariaLabel: string
  /** Shown while it is empty. */
  placeholder?: string
  readOnly?: boolean
  /** JSON schema that the text is checked against and completed from; JSON only. */
  schema?: object
  /** Completion and links of Markdown. */
  help?: MarkdownHelp
  /** Takes the focus when it appears. */
  autoFocus?: boolean
  /** Line numbers at the left; off by default for Markdown. */
  lineNumbers?: boolean
}
