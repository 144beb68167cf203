/** The two questions, editable, and as they would be sent for the first of the features. */
import { useId, useState } from 'react'
import type { Params } from '../../../contract/calls/index'
import type { DraftPrompt } from '../../../contract/records/draft'
import { Button } from '../../widgets/button'
import { Field } from '../../widgets/field'
import { Segment } from '../../widgets/segment'
import { useCall } from '../engine/queries'
import { promptProblem, useDraftForm } from './draft-form'
import styles from './drafts.module.css'

export interface DraftPromptProps {
  prompt: DraftPrompt
  usual: DraftPrompt
  /** Without a prompt; undefined where nothing can be shown. */
  preview: Omit<Params<'drafts.preview'>, 'prompt'> | undefined
}

const hints: Record<keyof DraftPrompt, string> = {
  explain: 'Asks for a label. {examples} becomes rows on which the feature fires, with activations.',
  detect: 'Scores the label. {label} becomes the answer, {examples} rows without activations, {count} their number.'
}

export function DraftPromptPart({ prompt, usual, preview }: DraftPromptProps) {
  const [part, setPart] = useState<keyof DraftPrompt>('explain')
  const [isPreview, setPreview] = useState(false)
  const id = useId()
  const problem = promptProblem(prompt, part)
  const change = (text: string) => useDraftForm.setState({ prompt: { ...prompt, [part]: text } })
  const shown = isPreview && preview !== undefined && !promptProblem(prompt, 'explain') && !promptProblem(prompt, 'detect')
  return (
    <section className={styles.part} aria-label="Prompt">
      <div className={styles.line}>
        <Segment
          label="Prompt"
          value={part}
          onChange={setPart}
          options={[
            { value: 'explain', label: 'Ask for a label' },
            { value: 'detect', label: 'Score it' }
          ]}
        />
        <span className={styles.buttons}>
          <Button size="small" disabled={preview === undefined} aria-pressed={isPreview} onClick={() => setPreview(!isPreview)}>
            {isPreview ? 'Edit' : `Preview${preview ? ` for ${preview.feature}` : ''}`}
          </Button>
          <Button
            size="small"
            disabled={prompt.explain === usual.explain && prompt.detect === usual.detect}
            onClick={() => useDraftForm.setState({ prompt: null })}
          >
            Usual prompt
          </Button>
        </span>
      </div>
      {shown ? (
        <Preview asked={{ ...preview, prompt }} part={part} />
      ) : (
        <Field label="Prompt text" htmlFor={id} hint={hints[part]} {...(problem ? { error: problem } : {})}>
          <textarea
            id={id}
            className={styles.prompt}
            rows={9}
            maxLength={20_000}
            spellCheck={false}
            value={prompt[part]}
            onChange={(event) => change(event.target.value)}
          />
        </Field>
      )}
    </section>
  )
}

function Preview({ asked, part }: { asked: Params<'drafts.preview'>; part: keyof DraftPrompt }) {
  const { data, error } = useCall('drafts.preview', asked, { keepPrevious: true })
  if (error) return <p className={styles.failed}>{error.message}</p>
  return (
    <textarea
      className={styles.prompt}
      rows={11}
      readOnly
      aria-label={`Prompt as it would be sent for feature ${asked.feature}`}
      value={data?.[part] ?? ''}
    />
  )
}
