/**
 * What a person set up for drafts by a language model: prompts, evidence, limits. Kept in this window's local storage, as text where it
 * is typed; the engine decides what is allowed, here it is only said early.
 */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { DraftEvidence, DraftLimits, DraftPrompt } from '../../../contract/records/draft'

export type DraftScope = 'feature' | 'selected' | 'listed' | 'pending'

/** Numbers as they are typed. */
export const draftNumbers = [
  'requests',
  'tokens',
  'parallel',
  'perMinute',
  'timeoutSeconds',
  'answerTokens',
  'perInterval',
  'detectRows',
  'top',
  'context'
] as const
export type DraftNumber = (typeof draftNumbers)[number]

interface DraftForm {
  scope: DraftScope
  /** Null: the usual one. */
  prompt: DraftPrompt | null
  /** Only those that were changed. */
  numbers: Partial<Record<DraftNumber, string>>
}

export const useDraftForm = create<DraftForm>()(
  persist((): DraftForm => ({ scope: 'feature', prompt: null, numbers: {} }), { name: 'loupe-drafts', version: 1 })
)

const usual: Record<string, number> = { ...DraftLimits.parse({}), ...DraftEvidence.parse({}) }

/** What stands in a field. */
export function numberText(numbers: DraftForm['numbers'], name: DraftNumber): string {
  return numbers[name] ?? String(usual[name])
}

export interface Measures {
  evidence: DraftEvidence
  limits: DraftLimits
}

/** The measures, or what is wrong with which fields. */
export function measuresFrom(numbers: DraftForm['numbers']): {
  measures: Measures | undefined
  problems: Partial<Record<DraftNumber, string>>
} {
  const given = Object.fromEntries(draftNumbers.map((name) => [name, typedNumber(numberText(numbers, name))]))
  const evidence = DraftEvidence.safeParse(given)
  const limits = DraftLimits.safeParse(given)
  const issues = [...(evidence.error?.issues ?? []), ...(limits.error?.issues ?? [])]
  const problems = Object.fromEntries(issues.map(({ path, message }) => [path[0], message])) as Partial<
    Record<DraftNumber, string>
  >
  const measures = evidence.success && limits.success ? { evidence: evidence.data, limits: limits.data } : undefined
  return { measures, problems }
}

/** NaN for what is no number, also for nothing: then it is said so, and not taken for 0. */
function typedNumber(text: string): number {
  const value = Number(text.replace(/[,\s]/g, ''))
  return text.trim() === '' ? Number.NaN : value
}

/** Why the prompt can not be used; undefined where it can. */
export function promptProblem(prompt: DraftPrompt, part: keyof DraftPrompt): string | undefined {
  const parsed = DraftPrompt.shape[part].safeParse(prompt[part])
  return parsed.error?.issues[0]?.message
}
