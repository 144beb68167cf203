/** Full-text search over labels, notes, tags, comments and groups, as one types. Enter opens the feature, or the group in the list. */
import { useDeferredValue, useState } from 'react'
import type { GroupHit, SearchHit } from '../../../contract/records/label'
import { errorRecordFrom } from '../../../contract/wire/errors'
import { Finder } from '../../widgets/finder/finder'
import type { FinderItem } from '../../widgets/finder/finder-list'
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { useCall } from '../engine/queries'
import { navigate } from '../session'
import { showGroup } from './group-list'
import { markedParts, wordsOf } from './mark-words'
import type { AroundDialogProps } from './place'
import styles from './search-dialog.module.css'

const fieldWords: Record<SearchHit['field'], string> = { label: 'label', notes: 'notes', tags: 'tags', comment: 'comment' }

/** Kept while the window is open: who comes back finds what they looked for. */
let lastText = ''

export function SearchDialog({ place, onClose }: AroundDialogProps) {
  const [text, setText] = useState(lastText)
  const asked = useDeferredValue(text)
  const words = wordsOf(asked)
  const found = useCall('labels.search', { ...place, text: asked, most: 50 }, { enabled: words.length > 0, keepPrevious: true })
  const { hits = [], groups = [], more = false } = words.length > 0 ? (found.data ?? {}) : {}
  const leave = (go: () => void) => () => {
    onClose()
    setTimeout(go, 0)
  }
  const items: FinderItem[] = [
    ...groups.map((group) => ({
      key: `group-${group.name}`,
      content: <GroupRow group={group} words={words} />,
      act: leave(() => showGroup(group.name))
    })),
    ...hits.map((hit) => ({
      key: `feature-${hit.feature}`,
      content: <HitRow hit={hit} words={words} />,
      act: leave(() => navigate('feature', { feature: hit.feature }))
    }))
  ]
  const nothing = found.error ? errorRecordFrom(found.error).message : 'Nothing has all these words.'
  return (
    <Finder
      title="Search labels"
      label="Words to find"
      placeholder="Words of labels, notes, tags, comments, groups"
      text={text}
      onText={(next) => {
        lastText = next
        setText(next)
      }}
      items={items}
      onClose={onClose}
      empty={
        words.length === 0 ? 'Type a word, or a part of one. Several words must all be there.' : found.isPending ? '' : nothing
      }
      foot={
        <>
          <span>
            <KeyHint keys="Enter" /> open
          </span>
          <span>
            <KeyHint keys="Escape" /> close
          </span>
          <span className={styles.count} role="status">
            {words.length > 0 && found.data ? `${more ? 'the first ' : ''}${items.length} found` : ''}
          </span>
        </>
      }
    />
  )
}

function HitRow({ hit, words }: { hit: SearchHit; words: readonly string[] }) {
  const snippet = `${hit.before}${hit.match}${hit.after}`
  return (
    <>
      <span className={styles.id}>{hit.feature}</span>
      <span className={styles.texts}>
        <span className={hit.label ? 'ellipsis' : styles.none}>
          {hit.label ? <Marked text={hit.label} words={words} /> : 'no label'}
        </span>
        {hit.field !== 'label' && (
          <span className={`ellipsis ${styles.snippet}`}>
            <Marked text={snippet.replaceAll('\n', ' ')} words={words} />
          </span>
        )}
      </span>
      <span className={styles.field}>{fieldWords[hit.field]}</span>
    </>
  )
}

function GroupRow({ group, words }: { group: GroupHit; words: readonly string[] }) {
  return (
    <>
      <Icon name="filter" className={styles.icon} />
      <span className={styles.texts}>
        <span className="ellipsis">
          <Marked text={group.name} words={words} />
        </span>
        {group.description && (
          <span className={`ellipsis ${styles.snippet}`}>
            <Marked text={group.description.slice(0, 300)} words={words} />
          </span>
        )}
      </span>
      <span className={styles.field}>group of {group.features}</span>
    </>
  )
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return markedParts(text, words).map((part) =>
    part.marked ? (
      <mark key={part.at} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      part.text
    )
  )
}
