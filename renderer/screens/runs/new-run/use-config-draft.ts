/** The draft with its defaults from the engine: another architecture, preset or size asks for them anew and keeps what the person set. */
import { useEffect, useRef, useState } from 'react'
import type { Architecture, Run, RunConfig } from '../../../../contract/records/run'
import { LoupeError } from '../../../../contract/wire/errors'
import { useClient } from '../../../app/engine/client'
import { type ConfigKey, differingKeys } from '../config-fields'
import { type ConfigDraft, draftFrom, givenFor, leadingKeys, withDefaults } from './config-draft'
import { type Preset, presetGiven, presetKeys } from './presets'

export interface DraftState {
  draft: ConfigDraft | null
  /** Defaults of the draft's architecture. */
  standard: RunConfig | null
  error: LoupeError | null
  setDraft(draft: ConfigDraft): void
  chooseArchitecture(architecture: Architecture): void
  choosePreset(preset: Preset): void
  /** The draft with the fields that follow what was typed a moment ago; null while there is none. */
  settle(): Promise<ConfigDraft | null>
  retry(): void
}

interface Loaded {
  draft: ConfigDraft
  standard: RunConfig
}

/** How long after the typing the fields that follow others are asked anew. */
const followDelayMs = 350

export function useConfigDraft(project: string, dataset: string | undefined, template: Run | undefined): DraftState {
  const client = useClient()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<LoupeError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const ask = (architecture: Architecture, given: Partial<RunConfig>) =>
    client.call('runs.defaults', { project, dataset, architecture, given })
  const following = useFollowing(ask, setLoaded)
  const guard = (work: Promise<Loaded>) =>
    work.then(
      (next) => {
        setLoaded(next)
        setError(null)
      },
      (thrown) => setError(thrown instanceof LoupeError ? thrown : new LoupeError('internal', String(thrown)))
    )
  const load = async (): Promise<Loaded> => {
    const standard = await ask(template?.config.architecture ?? 'topk', {})
    if (!template) return { standard, draft: draftFrom(standard) }
    return { standard, draft: draftFrom(template.config, differingKeys(template.config, standard)) }
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other data or another template starts over
  useEffect(() => void guard(load()), [client, project, dataset, template?.id, attempt])
  const chooseArchitecture = (architecture: Architecture) => {
    if (!loaded) return
    const given = givenFor(loaded.draft, architecture)
    const { touched } = loaded.draft
    void guard(
      Promise.all([ask(architecture, {}), ask(architecture, given)]).then(([standard, config]) => ({
        standard,
        draft: draftFrom(config, touched)
      }))
    )
  }
  const choosePreset = (preset: Preset) => {
    if (!loaded) return
    const { draft, standard } = loaded
    const touched = draft.touched.filter((key) => !presetKeys.includes(key))
    const given = { ...givenFor({ ...draft, touched }, draft.config.architecture), ...presetGiven(preset, standard) }
    void guard(ask(draft.config.architecture, given).then((config) => ({ standard, draft: draftFrom(config, touched) })))
  }
  return {
    draft: loaded?.draft ?? null,
    standard: loaded?.standard ?? null,
    error,
    setDraft: (draft) => {
      const isLeading = leadingKeys.some((key) => draft.config[key] !== loaded?.draft.config[key])
      setLoaded((old) => old && { ...old, draft })
      if (isLeading) following.follow(draft)
    },
    chooseArchitecture,
    choosePreset,
    settle: async () => loaded && following.settle(loaded.draft),
    retry: () => setAttempt((value) => value + 1)
  }
}

interface Following {
  follow(draft: ConfigDraft): void
  /** At once what `follow` would do in a moment: who starts a run right after typing means the fields that follow too. */
  settle(draft: ConfigDraft): Promise<ConfigDraft>
}

/** Asks defaults anew a moment after a size was typed (the warm-up follows the steps), unless another was typed since. */
function useFollowing(
  ask: (architecture: Architecture, given: Partial<RunConfig>) => Promise<RunConfig>,
  setLoaded: (change: (old: Loaded | null) => Loaded | null) => void
): Following {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const due = useRef<ConfigDraft>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const apply = async (draft: ConfigDraft): Promise<ConfigDraft> => {
    const { architecture } = draft.config
    const defaults = await ask(architecture, givenFor(draft, architecture)).catch(() => null)
    if (!defaults) return draft
    if (due.current && leadsAlike(due.current, draft)) due.current = undefined
    const next = withDefaults(draft, defaults)
    setLoaded((old) => {
      if (!old || !leadsAlike(old.draft, draft)) return old
      return { ...old, draft: old.draft === draft ? next : withDefaults(old.draft, defaults) }
    })
    return next
  }
  return {
    follow: (draft) => {
      clearTimeout(timer.current)
      due.current = draft
      timer.current = setTimeout(() => void apply(draft), followDelayMs)
    },
    settle: async (draft) => {
      clearTimeout(timer.current)
      return due.current ? apply(draft) : draft
    }
  }
}

function leadsAlike(a: ConfigDraft, b: ConfigDraft): boolean {
  const keys: readonly ConfigKey[] = ['architecture', ...leadingKeys]
  return keys.every((key) => a.config[key] === b.config[key])
}
