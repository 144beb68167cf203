/** What Loupe proposes for the feature in view, each with where it is from. Never a label until a person takes it. */
import { useEffect, useRef } from 'react'
import type { LabelFields } from '../../../contract/records/label'
import type { Suggestion } from '../../../contract/records/suggestion'
import { Button } from '../../widgets/button'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { SideSection } from '../../widgets/panel'
import styles from './suggestion-panel.module.css'
import { isTaken, originWords, textWords } from './suggestion-words'
import { type SuggestionsOf, useSuggestions } from './use-suggestions'

export function SuggestionPanel(props: SuggestionsOf) {
  const { editor, readOnly } = props
  const { list, chosen, choose, isBlind, error } = useSuggestions(props)
  const count = list?.length ?? 0
  return (
    <SideSection
      title="Suggestions"
      {...(count > 0 ? { count } : {})}
      actions={
        count > 1 && (
          <>
            <KeyHint command="suggestion.previous" />
            <KeyHint command="suggestion.next" />
          </>
        )
      }
    >
      {isBlind || error || count === 0 ? (
        <p className={styles.none}>
          {isBlind ? 'Hidden in blind mode.' : (error?.message ?? (list ? 'Nothing is suggested.' : '…'))}
        </p>
      ) : (
        <ul className={styles.list} aria-label="Suggestions, not labels">
          {list?.map((suggestion, index) => (
            <Line
              key={suggestion.id}
              suggestion={suggestion}
              fields={editor?.fields}
              readOnly={readOnly}
              isChosen={index === chosen}
              onChoose={() => choose(index)}
            />
          ))}
        </ul>
      )}
    </SideSection>
  )
}

interface LineProps {
  suggestion: Suggestion
  fields: LabelFields | undefined
  readOnly: boolean
  isChosen: boolean
  onChoose: () => void
}

function Line({ suggestion, fields, readOnly, isChosen, onChoose }: LineProps) {
  const line = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <li ref={line} className={isChosen ? styles.chosen : styles.line}>
      <button type="button" className={styles.head} aria-expanded={isChosen} onClick={onChoose}>
        <span className={`ellipsis ${styles.text}`} title={textWords(suggestion)}>
          {textWords(suggestion)}
        </span>
        <span className={styles.origin}>{originWords(suggestion)}</span>
      </button>
      {isChosen && <Details suggestion={suggestion} fields={fields} readOnly={readOnly} />}
    </li>
  )
}

function Details({ suggestion, fields, readOnly }: Pick<LineProps, 'suggestion' | 'fields' | 'readOnly'>) {
  const { why, tags = [] } = suggestion
  return (
    <div className={styles.details}>
      <p className={styles.why}>{why}</p>
      <p className={styles.acts}>
        {!readOnly && <Acts isTaken={fields !== undefined && isTaken(fields, suggestion)} />}
        {tags.length > 0 && (
          <span className="ellipsis" title={`Tags: ${tags.join(', ')}`}>
            {tags.join(', ')}
          </span>
        )}
      </p>
    </div>
  )
}

function Acts({ isTaken: isDone }: { isTaken: boolean }) {
  return (
    <>
      {isDone ? (
        <span role="status">in the label</span>
      ) : (
        <Button size="small" command="suggestion.take">
          Take
        </Button>
      )}
      <Button size="small" variant="quiet" command="suggestion.dismiss">
        Dismiss
      </Button>
    </>
  )
}
