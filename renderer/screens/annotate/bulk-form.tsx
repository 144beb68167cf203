/** Right of the bulk view: what can be said of all selected features at once. Every change is saved as it is made. */
import { type RefObject, useState } from 'react'
import type { Confidence } from '../../../contract/records/label'
import { useBlindMode } from '../../app/features/blind-mode'
import { useTagKeys } from '../../app/features/tag-keys'
import type { RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatCount, formatPlural } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import { bulkEdit } from './bulk-edit'
import { useBulk } from './bulk-state'
import styles from './bulk-view.module.css'

export interface BulkFormProps {
  place: RunIds
  features: readonly number[]
  label: RefObject<HTMLInputElement | null>
  tag: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

export function BulkForm({ place, features, label, tag, readOnly }: BulkFormProps) {
  const isChanging = useBulk((state) => state.isChanging)
  const isBlind = useBlindMode()
  const whom = features.length === 1 ? `feature ${features[0]}` : formatPlural(features.length, 'feature')
  return (
    <>
      <SideSection
        title={`Of ${whom}`}
        actions={
          <span role="status">{readOnly ? 'read-only' : isChanging ? `changing ${formatCount(features.length)}…` : ''}</span>
        }
      >
        <p className={styles.note}>
          Each change is saved at once, for all of them, and is one step of undo.
          {isBlind && ' Blind: where others said something, only what you say yourself changes.'}
        </p>
      </SideSection>
      <LabelOfAll place={place} features={features} input={label} readOnly={readOnly} />
      <SideSection title="State">
        <div className={styles.row}>
          <Button command="bulk.labeled">Labeled</Button>
          <Button command="bulk.notInterpretable">Not interpretable</Button>
          <Button command="bulk.later">Later</Button>
          <Button command="bulk.flag">Flag</Button>
          <Button command="bulk.pending">Pending</Button>
        </div>
      </SideSection>
      <Tags place={place} features={features} input={tag} readOnly={readOnly} />
      <SideSection title="Confidence">
        <div className={styles.row}>
          {levels.map(({ value, word }) => (
            <Button key={value} command={`bulk.confidence${value}`}>
              {word}
            </Button>
          ))}
        </div>
      </SideSection>
    </>
  )
}

const levels: { value: Confidence; word: string }[] = [
  { value: 1, word: 'Guess' },
  { value: 2, word: 'Likely' },
  { value: 3, word: 'Sure' }
]

interface PartProps {
  place: RunIds
  features: readonly number[]
  input: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

function LabelOfAll({ place: { project, run }, features, input, readOnly }: PartProps) {
  const [text, setText] = useState('')
  const give = () => {
    const label = text.trim()
    if (label && project && run) void bulkEdit({ project, run, features }, { change: { label, status: 'labeled' } })
    setText('')
    mainRegion()?.focus()
  }
  return (
    <SideSection title="Label" actions={<KeyHint command="bulk.label" />}>
      <TextField
        ref={input}
        aria-label="Label of all selected"
        placeholder="The same for all of them"
        value={text}
        maxLength={2000}
        readOnly={readOnly}
        onChange={setText}
        onEnter={give}
        hint="Enter gives it; it takes the place of other labels."
      />
    </SideSection>
  )
}

function Tags({ place, features, input, readOnly }: PartProps) {
  const [text, setText] = useState('')
  const tags = useTagKeys(place.project)
  const { project, run } = place
  const give = (way: 'addTags' | 'removeTags') => {
    const tag = text.trim()
    if (tag && project && run) void bulkEdit({ project, run, features }, { [way]: [tag] })
    setText('')
    mainRegion()?.focus()
  }
  return (
    <SideSection title="Tags" actions={<KeyHint command="bulk.tag" />}>
      <div className={styles.tags}>
        {tags
          .filter(({ hotkey }) => hotkey !== undefined)
          .map(({ tag, hotkey }) => (
            <div key={tag} className={styles.tag}>
              <span className="ellipsis" title={tag}>
                {tag}
              </span>
              <Button size="small" command={`bulk.addTag${hotkey}`}>
                on<span className="hidden-text"> {tag}</span>
              </Button>
              <Button size="small" command={`bulk.removeTag${hotkey}`}>
                off<span className="hidden-text"> {tag}</span>
              </Button>
            </div>
          ))}
      </div>
      <div className={styles.other}>
        <TextField
          ref={input}
          aria-label="Another tag"
          placeholder="another tag"
          value={text}
          maxLength={80}
          readOnly={readOnly}
          onChange={setText}
          onEnter={() => give('addTags')}
        />
        <Button disabled={readOnly || text.trim() === ''} onClick={() => give('addTags')}>
          On
        </Button>
        <Button disabled={readOnly || text.trim() === ''} onClick={() => give('removeTags')}>
          Off
        </Button>
      </div>
    </SideSection>
  )
}
