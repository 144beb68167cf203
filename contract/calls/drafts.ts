/** Calls about drafts of labels by a language model. While the switch of the settings is off, none of them sends anything anywhere. */
import { z } from 'zod'
import { Id, Index } from '../records/basics'
import {
  Draft,
  DraftEstimate,
  DraftEvidence,
  DraftedFeature,
  DraftLimits,
  DraftPrompt,
  KeyState,
  ModelServer,
  ModelSettings
} from '../records/draft'
import { call, read } from './call'

/** The settings of this machine with where the key is, and the prompt to begin with. */
const SettingsAndKey = z.object({ settings: ModelSettings, key: KeyState, prompt: DraftPrompt })

const OneDraft = z.object({ project: Id, draft: Id })

/** `server` in place of that of the settings; `prompt` in place of the usual one. */
const Asked = z.object({
  project: Id,
  run: Id,
  features: z
    .instanceof(Uint32Array)
    .refine((features) => features.length > 0 && features.length <= 100_000, 'choose 1 to 100,000 features'),
  server: ModelServer.optional(),
  prompt: DraftPrompt.optional(),
  evidence: DraftEvidence.prefault({}),
  limits: DraftLimits.prefault({})
})

export const draftCalls = {
  'drafts.settings': read(z.object({}), SettingsAndKey),
  /** Turning the switch off pauses what is under way. Throws `usage` or `denied` for an address that can not be used. */
  'drafts.changeSettings': call(ModelSettings.partial(), SettingsAndKey),
  /** What the server lists. Throws `denied` while the switch is off, `unreachable`, `malformed`. */
  'drafts.models': call(z.object({ server: ModelServer.optional() }), z.array(z.string())),
  /** The questions about one feature as they would be sent; a label that is not known yet is in angle brackets. Nothing is sent. */
  'drafts.preview': read(
    Asked.pick({ project: true, run: true, prompt: true, evidence: true }).extend({ feature: Index }),
    z.object({ explain: z.string(), detect: z.string() })
  ),
  /** From the prompts of some of the features. Nothing is sent. */
  'drafts.estimate': read(Asked, DraftEstimate),
  /** Begins a job; texts become suggestions (suggestions.ts), the score with them. Features without an analysis give `not-found`. */
  'drafts.start': call(Asked, Draft),
  /** What was answered is kept; requests under way are given up. */
  'drafts.pause': call(OneDraft, Draft),
  /** Goes on where it was, with the server of the settings; what was answered is not asked again. */
  'drafts.resume': call(OneDraft.extend({ server: ModelServer.optional(), limits: DraftLimits.optional() }), Draft),
  /** Of a project, the latest first. */
  'drafts.list': read(z.object({ project: Id, run: Id.optional() }), z.array(Draft)),
  /** Features with a text or a problem. */
  'drafts.results': read(OneDraft, z.array(DraftedFeature)),
  /** Takes a draft away; one that runs is ended first. Its suggestions stay. */
  'drafts.remove': call(OneDraft, z.null())
}
