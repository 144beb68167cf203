/** The draft with its defaults from the engine: another architecture, preset or size asks for them anew and keeps what the person set. */
import { useEffect, useRef, useState } from 'react'
import type { Architecture, Run, RunConfig } from '../../../../contract/records/run'
import { LoupeError } from '../../../../contract/wire/errors'
import { useClient } from '../../../app/client'
import { differingKeys } from '../config-fields'
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
  const follow = useFollowing(ask, setLoaded)
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
      if (isLeading) follow(draft)
    },
    chooseArchitecture,
    choosePreset,
    retry: () => setAttempt((value) => value + 1)
  }
}

/** Asks defaults anew a moment after a size was typed (the warm-up follows the steps), unless more was typed since. */
function useFollowing(
  ask: (architecture: Architecture, given: Partial<RunConfig>) => Promise<RunConfig>,
  setLoaded: (change: (old: Loaded | null) => Loaded | null) => void
): (draft: ConfigDraft) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (draft) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      const { architecture } = draft.config
      const defaults = await ask(architecture, givenFor(draft, architecture)).catch(() => null)
      if (defaults) setLoaded((old) => (old?.draft === draft ? { ...old, draft: withDefaults(draft, defaults) } : old))
    }, followDelayMs)
  }
}
