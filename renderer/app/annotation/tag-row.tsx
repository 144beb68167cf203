/** One tag of the project as fields in a line. */
import { type KeyboardEvent, useRef } from 'react'
import { textLimits } from '../../../contract/records/label'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { Select } from '../../widgets/select'
import { Swatch, swatchWords } from '../../widgets/swatch'
import { tagLetters } from '../features/tag-keys'
import type { TagDraft } from './tag-draft'
import styles from './tag-schema-dialog.module.css'

export interface TagRowProps {
  tag: TagDraft
  /** Labels that have it. */
  count: number
  problem: string | undefined
  isFirst: boolean
  /** Takes the focus when it appears. */
  isNew: boolean
  readOnly: boolean
  onChange: (part: Partial<TagDraft>) => void
  onRemove: () => void
}

const keyOptions = [
  { value: '', label: 'no key' },
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', ...tagLetters].map((key) => ({ value: key.toLowerCase(), label: key }))
]

export function TagRow({ tag, count, problem, isFirst, isNew, readOnly, onChange, onRemove }: TagRowProps) {
  const name = tag.tag || 'new tag'
  return (
    <fieldset className={styles.row} aria-label={`Tag ${name}`}>
      <TextField
        aria-label={`Name of ${name}`}
        placeholder="Name"
        autoFocus={isFirst || isNew}
        readOnly={readOnly}
        maxLength={textLimits.tag}
        value={tag.tag}
        error={problem}
        onChange={(text) => onChange({ tag: text })}
      />
      <ColorChoice name={name} color={tag.color} disabled={readOnly} onChange={(color) => onChange({ color })} />
      <Select
        aria-label={`Key of ${name}`}
        disabled={readOnly}
        options={
          keyOptions.some(({ value }) => value === (tag.key ?? ''))
            ? keyOptions
            : [...keyOptions, { value: tag.key ?? '', label: tag.key ?? '' }]
        }
        value={tag.key ?? ''}
        onChange={(key) => onChange({ key: key || null })}
      />
      <TextField
        aria-label={`Description of ${name}`}
        placeholder="What it means"
        readOnly={readOnly}
        maxLength={2_000}
        value={tag.description}
        onChange={(description) => onChange({ description })}
      />
      <span className={styles.count}>{count > 0 ? `${count} ×` : ''}</span>
      <Button
        icon="trash"
        variant="quiet"
        disabled={readOnly}
        aria-label={`Remove ${name}`}
        title={`Remove ${name}`}
        onClick={onRemove}
      />
    </fieldset>
  )
}

interface ColorChoiceProps {
  name: string
  color: number
  disabled: boolean
  onChange: (color: number) => void
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The six colors as radio buttons: one tab stop, arrows choose. */
function ColorChoice({ name, color, disabled, onChange }: ColorChoiceProps) {
  const group = useRef<HTMLDivElement>(null)
  const keyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const next = ((color - 1 + step + swatchWords.length) % swatchWords.length) + 1
    onChange(next)
    group.current?.querySelectorAll('button')[next - 1]?.focus()
  }
  return (
    <div ref={group} className={styles.colors} role="radiogroup" aria-label={`Color of ${name}`} onKeyDown={keyDown}>
      {swatchWords.map((word, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio button can not be drawn as a swatch
        <button
          key={word}
          type="button"
          role="radio"
          className={styles.color}
          aria-checked={color === index + 1}
          aria-label={word}
          title={word}
          tabIndex={color === index + 1 ? 0 : -1}
          disabled={disabled}
          onClick={() => onChange(index + 1)}
        >
          <Swatch color={index + 1} size={14} />
        </button>
      ))}
    </div>
  )
}
