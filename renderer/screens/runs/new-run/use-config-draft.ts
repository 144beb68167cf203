/** The draft with its defaults from the engine: another choice, preset or size asks for them anew and keeps what the person set. */
import { useEffect, useRef, useState } from 'react'
import type { Run, RunConfig, StartFrom } from '../../../../contract/records/run'
import { LoupeError } from '../../../../contract/wire/errors'
import { useClient } from '../../../app/engine/client'
import { differingKeys, fieldOf } from '../config-fields'
import type { ConfigKey, ConfigValue } from '../fields/field'
import { type ConfigDraft, draftFrom, givenFor, leadingKeys, sameValue, setField, withDefaults } from './config-draft'
import type { OwnPreset } from './own-presets'
import { type Preset, presetGiven, presetKeys, presetOf } from './presets'

export interface DraftState {
  draft: ConfigDraft | null
  /** Defaults of what was chosen (architecture, kind, rules), whatever numbers were typed. */
  standard: RunConfig | null
  error: LoupeError | null
  /** Typing. */
  setDraft(draft: ConfigDraft): void
  /** A choice, which other fields take their defaults from. */
  choose(key: ConfigKey, value: ConfigValue): void
  choosePreset(preset: Preset): void
  chooseOwn(preset: OwnPreset): void
  /** The draft with the fields that follow what was typed a moment ago; null while there is none. */
  settle(): Promise<ConfigDraft | null>
  retry(): void
}

interface Loaded {
  draft: ConfigDraft
  standard: RunConfig
}

/** How a new run that is like another one begins. */
export interface Template {
  run: Run
  /** Takes its weights too. */
  startFrom?: StartFrom | undefined
}

/** How long after the typing the fields that follow others are asked anew. */
const followDelayMs = 350

export function useConfigDraft(project: string, dataset: string | undefined, template: Template | undefined): DraftState {
  const client = useClient()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<LoupeError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const defaults: Defaults = (architecture, given) => client.call('runs.defaults', { project, dataset, architecture, given })
  const following = useFollowing(defaults, setLoaded)
  const guard = (work: Promise<Loaded>) =>
    work.then(
      (next) => {
        setLoaded(next)
        setError(null)
      },
      (thrown) => setError(thrown instanceof LoupeError ? thrown : new LoupeError('internal', String(thrown)))
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other data or another template starts over
  useEffect(
    () => void guard(firstDraft(defaults, template)),
    [client, project, dataset, template?.run.id, template?.startFrom?.step, attempt]
  )
  return {
    draft: loaded?.draft ?? null,
    standard: loaded?.standard ?? null,
    error,
    setDraft: (draft) => {
      const isLeading = leadingKeys.some((key) => !sameValue(draft.config[key], loaded?.draft.config[key]))
      setLoaded((old) => old && { ...old, draft })
      // Sizes that were typed are no preset's any more.
      if (isLeading) following.follow(draft, null)
    },
    choose: (key, value) => {
      if (!loaded) return
      const draft = setField(loaded.draft, key, value)
      setLoaded({ ...loaded, draft })
      following.follow(draft, presetOf(loaded.draft.config, loaded.standard), 0)
    },
    choosePreset: (preset) => loaded && void guard(preseted(defaults, loaded, preset)),
    chooseOwn: (preset) => void guard(ownDraft(defaults, preset)),
    settle: async () => loaded && following.settle(loaded.draft),
    retry: () => setAttempt((value) => value + 1)
  }
}

type Defaults = (architecture: RunConfig['architecture'], given: Partial<RunConfig>) => Promise<RunConfig>

async function firstDraft(defaults: Defaults, template: Template | undefined): Promise<Loaded> {
  if (!template) {
    const standard = await defaults('topk', {})
    return { standard, draft: draftFrom(standard) }
  }
  const { config } = template.run
  const standard = await defaults(config.architecture, choicesOf(config))
  const draft = draftFrom(config, differingKeys(config, standard))
  return { standard, draft: template.startFrom ? setField(draft, 'startFrom', template.startFrom) : draft }
}

/** Defaults for what the draft holds: everywhere but where the person set something, or what a preset says about it. */
async function asked(defaults: Defaults, draft: ConfigDraft, preset: Preset | null): Promise<Answer> {
  const { architecture } = draft.config
  const given = givenFor(draft, architecture)
  const standard = await defaults(architecture, choicesOf(given))
  const wanted = preset === null ? given : { ...presetGiven(preset, standard), ...given }
  return { standard, config: await defaults(architecture, wanted) }
}

interface Answer {
  /** Without what was typed. */
  standard: RunConfig
  config: RunConfig
}

async function preseted(defaults: Defaults, { draft, standard }: Loaded, preset: Preset): Promise<Loaded> {
  const touched = draft.touched.filter((key) => !presetKeys.includes(key))
  const { architecture } = draft.config
  const given = { ...givenFor({ ...draft, touched }, architecture), ...presetGiven(preset, standard) }
  return { standard, draft: draftFrom(await defaults(architecture, given), touched) }
}

/** Only what the preset says counts as set by the person. */
async function ownDraft(defaults: Defaults, { architecture, given }: OwnPreset): Promise<Loaded> {
  const standard = await defaults(architecture, choicesOf(given))
  return { standard, draft: draftFrom(await defaults(architecture, given), Object.keys(given) as ConfigKey[]) }
}

/** What decides which fields there are: everything that is chosen instead of typed. */
function choicesOf(given: Partial<RunConfig>): Partial<RunConfig> {
  const entries = (Object.keys(given) as ConfigKey[]).filter((key) => key !== 'architecture' && fieldOf(key).kind === 'choice')
  return Object.fromEntries(entries.map((key) => [key, given[key]]))
}

interface Following {
  /** After `delayMs`, unless something else is followed before. */
  follow(draft: ConfigDraft, preset: Preset | null, delayMs?: number): void
  /** At once what `follow` would do in a moment: who starts a run right after typing means the fields that follow too. */
  settle(draft: ConfigDraft): Promise<ConfigDraft>
}

/** Asks defaults anew a moment after a size was typed (the warm-up follows the steps), unless another was typed since. */
function useFollowing(defaults: Defaults, setLoaded: (change: (old: Loaded | null) => Loaded | null) => void): Following {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const due = useRef<{ draft: ConfigDraft; preset: Preset | null }>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const apply = async (draft: ConfigDraft, preset: Preset | null): Promise<ConfigDraft> => {
    const fresh = await asked(defaults, draft, preset).catch(() => null)
    if (!fresh) return draft
    if (due.current && leadsAlike(due.current.draft, draft)) due.current = undefined
    const next = withDefaults(draft, fresh.config)
    setLoaded((old) => {
      if (!old || !leadsAlike(old.draft, draft)) return old
      return { standard: fresh.standard, draft: old.draft === draft ? next : withDefaults(old.draft, fresh.config) }
    })
    return next
  }
  return {
    follow: (draft, preset, delayMs = followDelayMs) => {
      clearTimeout(timer.current)
      due.current = { draft, preset }
      timer.current = setTimeout(() => void apply(draft, preset), delayMs)
    },
    settle: async (draft) => {
      clearTimeout(timer.current)
      return due.current ? apply(draft, due.current.preset) : draft
    }
  }
}

function leadsAlike(a: ConfigDraft, b: ConfigDraft): boolean {
  return leadingKeys.every((key) => sameValue(a.config[key], b.config[key]))
}
