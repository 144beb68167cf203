/** What a code editor is given; its frame and the Monaco view behind it take the same. */

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
  /** Takes the focus when it appears. */
  autoFocus?: boolean
  /** Line numbers at the left; off by default for Markdown. */
  lineNumbers?: boolean
}
