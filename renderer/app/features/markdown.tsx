/** Notes as they are read. Links to features lead there, links of the web open outside (the shell decides). */
import { type MouseEvent, useMemo } from 'react'
import { navigate } from '../session'
import styles from './markdown.module.css'
import { featureLink, htmlFromNotes } from './notes-html'

export interface MarkdownProps {
  text: string
  /** Called when a link leads to another feature: what covers it closes. */
  onLeave?: () => void
}

export function Markdown({ text, onLeave }: MarkdownProps) {
  const html = useMemo(() => htmlFromNotes(text), [text])
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')?.getAttribute('href')
    if (!link) return
    event.preventDefault()
    if (!link.startsWith(featureLink)) return void window.open(link, '_blank', 'noopener')
    onLeave?.()
    navigate('feature', { feature: Number(link.slice(featureLink.length)) })
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: catches clicks of the links inside, which take Enter themselves
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the controls
    // biome-ignore lint/security/noDangerouslySetInnerHtml: markdown-it with html off escapes what was typed
    <div className={`selectable ${styles.markdown}`} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  )
}
