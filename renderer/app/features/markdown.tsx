/** Notes as they are read. Links to features lead there, links of the web open outside (the shell decides). */
import { type MouseEvent, useMemo } from 'react'
import { replacePlace } from '../session'
import styles from './markdown.module.css'
import { featureLink, htmlFromNotes } from './notes-html'

export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => htmlFromNotes(text), [text])
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a')?.getAttribute('href')
    if (!link) return
    event.preventDefault()
    if (link.startsWith(featureLink)) replacePlace({ feature: Number(link.slice(featureLink.length)) })
    else window.open(link, '_blank', 'noopener')
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: catches clicks of the links inside, which take Enter themselves
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are the controls
    // biome-ignore lint/security/noDangerouslySetInnerHtml: markdown-it with html off escapes what was typed
    <div className={`selectable ${styles.markdown}`} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  )
}
