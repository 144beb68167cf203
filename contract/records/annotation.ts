/** What people agree on and say around labels: the tags of the project, its guidelines, comments, groups of features. */
import { z } from 'zod'
import { Count, Id, Index, TimeMs } from './basics'
import { textLimits } from './label'

export const annotationLimits = { comment: 20_000, guidelines: 200_000, tags: 200, groups: 10_000, members: 1_000_000 } as const

/** A tag that the project has agreed on. */
export const TagDefinition = z.object({
  tag: z.string().min(1).max(textLimits.tag),
  /** One of the six colours of the palette, counted from 1, in either theme. */
  color: z.number().int().min(1).max(6),
  /** 1–9 or a letter; null for none. */
  key: z
    .string()
    .regex(/^[1-9a-z]$/)
    .nullable(),
  description: z.string().max(2_000)
})
export type TagDefinition = z.infer<typeof TagDefinition>

/** What a tag is called from now on. */
export const TagRename = z.object({ from: TagDefinition.shape.tag, to: TagDefinition.shape.tag })
export type TagRename = z.infer<typeof TagRename>

/** Tags and keys are each there once. */
export const Guide = z.object({
  tags: z
    .array(TagDefinition)
    .max(annotationLimits.tags)
    .refine((tags) => isUnique(tags.map(({ tag }) => tag.toLowerCase())), 'a tag stands there twice')
    .refine((tags) => isUnique(tags.flatMap(({ key }) => (key === null ? [] : [key]))), 'a key stands there twice'),
  /** Markdown. */
  guidelines: z.string().max(annotationLimits.guidelines)
})
export type Guide = z.infer<typeof Guide>

export const LabelComment = z.object({ id: Count, feature: Index, author: z.string(), at: TimeMs, text: z.string() })
export type LabelComment = z.infer<typeof LabelComment>

/** Features that belong together, and why. The name is there once in a run. */
export const FeatureGroup = z.object({
  id: Id,
  name: z.string().min(1).max(200),
  /** Markdown. */
  description: z.string().max(annotationLimits.comment),
  features: z.array(Index).max(annotationLimits.members)
})
export type FeatureGroup = z.infer<typeof FeatureGroup>

function isUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}
