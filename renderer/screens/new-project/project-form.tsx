/** Name, folder and split of the new project. */
import { type RefObject, useEffect, useRef } from 'react'
import type { RowColumn, SplitRule } from '../../../contract/records/dataset'
import type { Inspection } from '../../../contract/records/inspection'
import { host, isElectron } from '../../app/host'
import { TextField } from '../../widgets/field'
import { formatCount } from '../../widgets/format'
import { SideSection } from '../../widgets/panel'
import { Select } from '../../widgets/select'
import { setFolder, setName, useDraft } from './draft-store'
import styles from './new-project.module.css'

export function ProjectForm() {
  const { name, folder, folderError, inspection, split } = useDraft()
  const choices = splitChoices(inspection)
  const folderInput = useEndInView(folder)
  const chosen = split ?? choices[0].rule
  return (
    <SideSection title="Project">
      <div className={styles.form}>
        <TextField label="Name" value={name} maxLength={200} onChange={setName} />
        <TextField
          label="Folder"
          mono
          ref={folderInput}
          value={folder}
          title={folder}
          error={folderError ? [folderError.message, folderError.hint].filter(Boolean).join('. ') : undefined}
          onChange={setFolder}
          trailing={isElectron() && <PickFolder name={name} />}
        />
        <Select
          label="Held out for validation"
          value={ruleKey(chosen)}
          options={choices.map(({ rule, label }) => ({ value: ruleKey(rule), label }))}
          hint={splitWords(chosen, inspection)}
          onChange={(key) => useDraft.setState({ split: choices.find(({ rule }) => ruleKey(rule) === key)?.rule ?? null })}
        />
      </div>
    </SideSection>
  )
}

/** The end of a path says more than its beginning: shown unless the person is typing. */
function useEndInView(text: string): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever the text changes
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.scrollLeft = input.current.scrollWidth
  }, [text])
  return input
}

function PickFolder({ name }: { name: string }) {
  const pick = async () => {
    const folder = await host().pickSave(`${name.trim() || 'Project'}.loupe`)
    if (folder) setFolder(folder)
  }
  return (
    <button type="button" className={styles.pick} aria-label="Choose folder…" onClick={() => void pick()}>
      …
    </button>
  )
}

interface SplitChoice {
  rule: SplitRule
  label: string
}

/** The engine's default first: documents where there are some, so that contexts never cross the split. */
export function splitChoices(inspection: Inspection | null): SplitChoice[] {
  const by = (inspection?.rowTable?.documents ?? 0) > 1 ? ('document' as const) : ('row' as const)
  const every = (count: number): SplitChoice => ({ rule: { by, every: count }, label: `every ${count}th ${by}` })
  const rows: SplitChoice[] = by === 'document' ? [{ rule: { by: 'row', every: 10 }, label: 'every 10th row' }] : []
  return [
    ...columnChoices(inspection),
    every(10),
    every(5),
    every(20),
    ...rows,
    { rule: { by: 'none', every: 10 }, label: 'nothing: train on all rows' }
  ]
}

/** A column of role split comes first: whoever wrote the table has decided. */
function columnChoices(inspection: Inspection | null): SplitChoice[] {
  const columns = inspection?.rowTable?.columns ?? []
  return columns
    .filter(saysSplit)
    .sort((a, b) => Number(b.role === 'split') - Number(a.role === 'split'))
    .map(({ name }) => ({ rule: { by: 'column', every: 10, column: name }, label: `as the column “${name}” says` }))
}

/** Its values are train and validation or test, and nothing else. */
function saysSplit({ categories = [] }: RowColumn): boolean {
  const words = categories.map((value) => value.trim().toLowerCase())
  const isHeld = (word: string) => /^(val|valid|validation|dev|test)$/.test(word)
  return words.some((word) => /^train(ing)?$/.test(word)) && words.some(isHeld) && words.every(isSplitWord)
}

function isSplitWord(word: string): boolean {
  return /^(|train|training|val|valid|validation|dev|test)$/.test(word)
}

export function splitWords({ by, every, column }: SplitRule, inspection: Inspection | null): string {
  const rows = inspection?.activations?.rows ?? 0
  if (by === 'column') return `Rows that “${column}” calls validation validate; those it calls test are left out.`
  if (by === 'none') return `${formatCount(rows)} rows train. Without validation, overfitting does not show.`
  const held = Math.floor(rows / every)
  const about = by === 'document' ? 'About ' : ''
  const why = by === 'document' ? ' Whole documents, so contexts never cross the split.' : ''
  return `${about}${formatCount(rows - held)} rows train, ${about.toLowerCase()}${formatCount(held)} validate.${why}`
}

function ruleKey({ by, every, column = '' }: SplitRule): string {
  return `${by} ${every} ${column}`
}
