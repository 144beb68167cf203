/**
 * The evidence for a feature: sections of concordance lines whose peaks stand in one column, with the value of the token
 * under the pointer or the focus. Knows no screen: which sections, which context and which scale is given.
 */
import { type CSSProperties, type ReactNode, useMemo, useRef } from 'react'
import { Button } from '../button'
import type { ColorScale } from '../token-strip/color'
import styles from './concordance.module.css'
import { type ContextSize, lineColumns, type TokenFocus } from './layout'
import { ConcordanceLine, type LineLead } from './line'
import { type ExampleSection, linesOf } from './sections'
import { ConcordanceTag } from './tag'

export interface ConcordanceProps {
  sections: readonly ExampleSection[]
  max: number
  decimals: number
  context: ContextSize
  scale: ColorScale
  focus?: TokenFocus | undefined
  /** `page` 22 px lines with sources, `roomy` 26 px, `panel` without sources. */
  form?: 'page' | 'roomy' | 'panel'
  /** Which run the activations are of, said on hover. */
  source?: string | undefined
  /** Opens a section in full; without it nothing is offered. */
  onOpen?: (section: string) => void
  /** For data sets of images: the picture of a row, in place of the tokens around it. */
  pictureOf?: ((row: number) => ReactNode) | undefined
  /** What stands before a line in place of its value, where the values are not to be seen; `leadWidth` characters wide. */
  leadOf?: ((line: number) => LineLead) | undefined
  leadWidth?: number
  /** At the right of a section's head. */
  actionsOf?: (section: ExampleSection) => ReactNode
}

export function Concordance(props: ConcordanceProps) {
  const { sections, decimals, focus, form = 'page', pictureOf, leadOf, leadWidth } = props
  const block = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(sections), [sections])
  const columns = useMemo(() => lineColumns(lines, decimals), [lines, decimals])
  const style = { '--value-ch': leadOf ? leadWidth : columns.value, '--source-ch': columns.source } as CSSProperties
  const bare = lines.length > 0 && lines.every((line) => line.tokens.length === 1)
  const names = [styles.block, form !== 'page' && styles[form], bare && styles.bare, pictureOf && styles.pictured].filter(Boolean)
  let first = 0
  return (
    <div ref={block} className={names.join(' ')} style={style}>
      {sections.map((section) => {
        const start = first
        first += section.examples.length
        return <Section key={section.name} {...props} form={form} section={section} first={start} />
      })}
      {!leadOf && <ConcordanceTag block={block} lines={lines} decimals={decimals} focus={focus} />}
    </div>
  )
}

interface SectionProps extends ConcordanceProps {
  section: ExampleSection
  first: number
}

function Section(props: SectionProps) {
  const { section, first, max, decimals, context, scale, focus, form, source, onOpen, actionsOf, pictureOf, leadOf } = props
  return (
    <section className={styles.section} aria-label={section.title}>
      <div className={styles.head}>
        <h3>{section.title}</h3>
        <span className={styles.detail} title={[section.explanation, source].filter(Boolean).join('; ')}>
          {section.detail}
        </span>
        <span className={styles.actions}>
          {actionsOf?.(section)}
          {onOpen && section.hidden > 0 && (
            <Button variant="quiet" size="small" onClick={() => onOpen(section.name)}>
              {section.hidden} more
            </Button>
          )}
        </span>
      </div>
      <ul className={styles.lines}>
        {section.examples.map((example, index) => (
          <ConcordanceLine
            key={`${example.row}-${index}`}
            example={example}
            line={first + index}
            max={max}
            decimals={decimals}
            context={context}
            scale={scale}
            focused={focus?.line === first + index ? focus.token : undefined}
            source={form !== 'panel'}
            explanation={source && `Activation on the outlined token, raw units; ${source}`}
            pictureOf={pictureOf}
            lead={leadOf?.(first + index)}
          />
        ))}
      </ul>
    </section>
  )
}
