/** Annotators of a project (a name, no account), the file that carries the labels of one, and how far two agree. */
import { z } from 'zod'
import { Count, Index, TimeMs } from './basics'
import { Label, LabelFields } from './label'

/** Name of an annotator. */
export const Author = z.string().max(200)

/** Whether somebody asks who must not know what others say; `author` is them, that of the account when left out. */
export const Blind = z.object({ blind: z.boolean().default(false), author: Author.optional() })

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

/** An opinion of some annotator. */
export const AuthoredOpinion = Opinion.extend({ author: Author })
export type AuthoredOpinion = z.infer<typeof AuthoredOpinion>

const repeatEnding = ' (repeat)'

/** What one says of their own features the second time is kept as of an annotator with this name. */
export function repeatOf(author: string): string {
  return author + repeatEnding
}

/** Whether the second is what the first said again, blind. */
export function isRepeatOf(one: string | null, other: string | null): boolean {
  return one !== null && other === repeatOf(one)
}

export function isRepeat(author: string): boolean {
  return author.endsWith(repeatEnding)
}

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

/** What was decided of a feature of which two annotators said different things; both originals stay. */
export const FinalLabel = LabelFields.extend({
  /** The original that it is, or one that was written anew. */
  took: z.enum(['one', 'other', 'own']),
  author: Author,
  at: TimeMs
})
export type FinalLabel = z.infer<typeof FinalLabel>

/** A feature of which two annotators say different things. */
export const Disagreement = z.object({
  feature: Index,
  one: Label,
  other: Label,
  /** Label texts that were judged to mean the same do not differ. */
  differs: z.array(z.enum(['status', 'label', 'tags', 'confidence'])),
  /** What a person judged of the two label texts; null where nobody did. */
  sameMeaning: z.boolean().nullable(),
  /** Null where nothing was decided since either changed. */
  final: FinalLabel.nullable()
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

/** What a file of labels would bring into a run. */
export const ImportPreview = z.object({
  /** As the file names them. */
  author: Author,
  /** Name of the run that they were written for. */
  run: z.string(),
  labels: Count,
  labeled: Count,
  notInterpretable: Count,
  /** Features of the file that the run does not have: with some, nothing can be imported. */
  unknown: z.array(Index),
  /** Labels of this annotator from an earlier file; importing replaces them. */
  earlier: z.object({ labels: Count, changed: Count, gone: Count }),
  /** Features that this annotator labeled here too: of each the later one counts. */
  alsoHere: Count,
  /** Against the labels of the project, which stay as they are. */
  conflicts: Count,
  same: Count,
  onlyInFile: Count
})
export type ImportPreview = z.infer<typeof ImportPreview>
