/** Annotators of a project (a name, no account), the file that carries the labels of one, and how far two agree. */
import { z } from 'zod'
import { Count, Index, TimeMs } from './basics'
import { Label, LabelFields } from './label'

/** Name of an annotator. */
export const Author = z.string().max(200)

/** The labels file of one annotator: this line, then one line per feature. JSON Lines, UTF-8. */
export const annotationsSchema = 'loupe.annotations'
export const annotationsVersion = 1
export const AnnotationsHead = z.object({
  schema: z.literal(annotationsSchema),
  version: z.literal(annotationsVersion),
  author: Author.min(1),
  /** Name of the run, for people. */
  run: z.string().max(500),
  d_sae: Count
})
export type AnnotationsHead = z.infer<typeof AnnotationsHead>

/** What one annotator says of one feature. */
export const Opinion = LabelFields.extend({ feature: Index, at: TimeMs })
export type Opinion = z.infer<typeof Opinion>

export const Annotator = z.object({
  author: Author,
  /** Features of which they say something. */
  labels: Count,
  /** Whether some of it came from a file. */
  imported: z.boolean(),
  lastAt: TimeMs
})
export type Annotator = z.infer<typeof Annotator>

/** Cohen's kappa (1960) of two annotators; null where chance alone would agree always. */
export const Kappa = z.object({
  kappa: z.number().nullable(),
  /** Share on which they agree, 0–1. */
  observed: z.number(),
  /** Share on which they would agree by chance. */
  expected: z.number(),
  count: Count
})
export type Kappa = z.infer<typeof Kappa>

/** A feature of which two annotators say different things. */
export const Disagreement = z.object({
  feature: Index,
  one: Label,
  other: Label,
  differs: z.array(z.enum(['status', 'label', 'tags', 'confidence'])).min(1),
  /** What a person judged of the two label texts; null where nobody did. */
  sameMeaning: z.boolean().nullable()
})
export type Disagreement = z.infer<typeof Disagreement>

/** Over the features that both decided (a state other than pending). */
export const Agreement = z.object({
  both: Count,
  onlyOne: Count,
  onlyOther: Count,
  status: Kappa,
  /** Of every decision "has the tag", over all tags that either used; and of each tag. */
  tags: Kappa,
  byTag: z.array(Kappa.extend({ tag: z.string() })),
  meaning: z.object({
    /** Features to which both gave a label text. */
    compared: Count,
    /** The same text, but for case and space. */
    identical: Count,
    judgedSame: Count,
    judgedDifferent: Count,
    notJudged: Count,
    /** (identical + judged the same) ÷ (compared − not judged), 0–1; null where nothing is known. */
    share: z.number().nullable()
  })
})
export type Agreement = z.infer<typeof Agreement>
