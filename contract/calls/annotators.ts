/**
 * Calls about several annotators of one project. Where an annotator is asked for, null means the labels of the project itself.
 * Imported labels lie beside those of the project and never change them.
 */
import { z } from 'zod'
import {
  Agreement,
  Annotator,
  Author,
  AuthoredOpinion,
  Disagreement,
  FinalLabel,
  ImportPreview,
  Opinion
} from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { Label, LabelFields } from '../records/label'
import { call, read } from './call'

const ofRun = z.object({ project: Id, run: Id })
const Path = z.string().min(1).max(4096)
const Two = ofRun.extend({ one: Author.nullable(), other: Author.nullable() })

export const annotatorCalls = {
  /** The name that edits carry when none is given: that of the account. */
  'annotators.self': read(z.object({}), z.object({ author: Author })),
  /** Everybody who says something of a feature of the run, by name. */
  'annotators.list': read(ofRun, z.array(Annotator)),
  /** What one says, by feature. */
  'annotators.labels': read(ofRun.extend({ author: Author.nullable() }), z.array(Opinion)),
  /** What everybody says of one feature, by name. */
  'annotators.ofFeature': read(ofRun.extend({ feature: Index }), z.array(AuthoredOpinion)),
  /**
   * What one says, kept beside the label of the project, which stays as it is: in blind mode where others wrote already, and for
   * what is said again (`repeat`). One step of undo; writes of one feature with the same `group` that follow each other are one.
   * Gives all that they say now.
   */
  'annotators.write': call(
    ofRun.extend({
      feature: Index,
      change: LabelFields.partial(),
      group: z.string().max(64).optional(),
      repeat: z.boolean().default(false),
      author: Author.optional()
    }),
    Label
  ),
  /** Features of one's own to be labeled again, drawn at random: labeled or not interpretable, and not said again since. */
  'annotators.drawRepeats': call(
    ofRun.extend({ author: Author.optional(), seed: Count, count: z.number().int().min(1).max(1_000).default(20) }),
    z.object({ features: z.instanceof(Uint32Array), available: Count })
  ),
  /** Writes the labels of one into a file; `exists` when there is one, `empty` when there is nothing to write. */
  'annotators.export': call(
    ofRun.extend({ author: Author.nullable(), path: Path, overwrite: z.boolean().default(false) }),
    z.object({ path: z.string(), author: Author, labels: Count })
  ),
  /** What importing a file would do; nothing is changed. Throws malformed (with the line), newer, unreadable, not-found (no file). */
  'annotators.inspect': read(ofRun.extend({ path: Path, author: Author.min(1).optional() }), ImportPreview),
  /**
   * Takes the labels of one from a file, all or none. `author` gives them another name. Throws not-found (a feature that there is
   * not), malformed (with the line), newer (a later version of the file), exists (the annotator was imported before and labels
   * would change or go, unless `replace` is given).
   */
  'annotators.import': call(
    ofRun.extend({ path: Path, author: Author.min(1).optional(), replace: z.boolean().default(false) }),
    z.object({ author: Author, labels: Count, replaced: Count })
  ),
  /** Takes imported labels away again; gives how many. */
  'annotators.remove': call(ofRun.extend({ author: Author }), z.object({ removed: Count })),
  'annotators.agreement': read(Two, Agreement),
  /** Features of which both say something, and not the same; by feature. `settled`: also those whose texts were judged the same. */
  'annotators.disagreements': read(Two.extend({ settled: z.boolean().default(false) }), z.array(Disagreement)),
  /**
   * The final version of a feature of which two disagree: it becomes the label of the project (one step of undo, which takes the
   * decision back too) and counts as neither's own, so that both originals stay. Null takes a decision back, the label stays.
   */
  'annotators.decide': call(
    Two.extend({
      feature: Index,
      final: LabelFields.nullable(),
      took: FinalLabel.shape.took.default('own'),
      author: Author.optional()
    }),
    Label
  ),
  /** The same for a file that is not imported, against an annotator or the labels of the project. */
  'annotators.diff': read(
    ofRun.extend({ author: Author.nullable(), path: Path }),
    z.object({ author: Author, onlyHere: z.array(Index), onlyInFile: z.array(Index), different: z.array(Disagreement) })
  ),
  /** Whether the labels of two annotators mean the same; null takes the judgment back. */
  'annotators.judge': call(Two.extend({ feature: Index, same: z.boolean().nullable() }), z.null())
}
