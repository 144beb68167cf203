/** What the queue holds and in which order: remembered for the run. The filter is the one of the feature list. */
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { LoupeError } from '../../../contract/wire/errors'
import { useCall } from '../../app/engine/queries'
import { useBlindMode } from '../../app/features/blind-mode'
import { useFilterWords } from '../../app/features/filter-words'
import { useSavedViews } from '../../app/features/saved-views'
import type { RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { TextField } from '../../widgets/field'
import { FilterField } from '../../widgets/filter-field/filter-field'
import { Select } from '../../widgets/select'
import styles from './queue-choices.module.css'
import { orderChoices } from './queue-order'
import { remember, useQueueSetup, useQueueState } from './queue-state'

export interface QueueChoicesProps {
  place: RunIds
  error: LoupeError | null
  filter: RefObject<HTMLInputElement | null>
  /** Whose keys are printed in the field. */
  command: string
}

export function QueueOrderChoice({ place }: { place: RunIds }) {
  const { project, run } = place
  const { choice } = useQueueSetup(run)
  const views = useSavedViews(project)
  const isBlind = useBlindMode()
  const people = useCall('annotators.list', { project: project ?? '', run: run ?? '' }, { enabled: Boolean(project && run) }).data
  const choose = (next: string) => {
    if (run) remember(run, { choice: next, from: useQueueState.getState().queue ? inView() : undefined })
  }
  const options = orderChoices(views, isBlind ? [] : (people ?? []))
  const known = options.some(({ value }) => value === choice)
  return (
    <Select
      quiet
      id="queue-order"
      aria-label="Order of the queue"
      options={known ? options : [...options, { value: choice, label: choice }]}
      value={choice}
      onChange={choose}
    />
  )
}

function inView(): number | undefined {
  const { queue } = useQueueState.getState()
  return queue && (queue.visit ?? queue.ids[queue.position])
}

const pauseMs = 200

export function QueueFilter({ place, error, filter, command }: QueueChoicesProps) {
  const { run } = place
  const setup = useQueueSetup(run)
  const words = useFilterWords(place.project).filter(({ name }) => name !== 'sort')
  const [typed, setTyped] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef<string>(undefined)
  const settle = () => {
    clearTimeout(timer.current)
    if (latest.current !== undefined && run) remember(run, { filter: latest.current.trim() })
    latest.current = undefined
    setTyped(undefined)
  }
  const type = (text: string) => {
    latest.current = text
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(settle, pauseMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (
    <div className={styles.filter}>
      <FilterField
        ref={filter}
        value={typed ?? setup.filter}
        onChange={type}
        onLeave={() => {
          settle()
          mainRegion()?.focus()
        }}
        label="Filter of the queue"
        placeholder="all that are open"
        error={error?.message}
        hint={error?.hint}
        command={command}
        words={words}
      />
      {setup.choice === 'random' && <Seed run={run} seed={setup.seed} />}
    </div>
  )
}

/** Another seed is another order of the same features. */
function Seed({ run, seed }: { run: string | undefined; seed: number }) {
  const [text, setText] = useState(String(seed))
  const take = () => {
    if (run && /^\d{1,9}$/.test(text)) remember(run, { seed: Number(text) })
    else setText(String(seed))
  }
  return (
    <TextField
      aria-label="Seed of the random order"
      mono
      leading={<span className={styles.seed}>seed</span>}
      value={text}
      onChange={setText}
      onEnter={() => {
        take()
        mainRegion()?.focus()
      }}
      onBlur={take}
    />
  )
}
