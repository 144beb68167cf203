/**
 * Calls about several annotators of one project. Where an annotator is asked for, null means the labels of the project itself.
 * Imported labels lie beside those of the project and never change them.
 */
import { z } from 'zod'
import { Agreement, Annotator, Author, Disagreement, Opinion } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { call } from './call'

const ofRun = z.object({ project: Id, run: Id })
const Path = z.string().min(1).max(4096)
const Two = ofRun.extend({ one: Author.nullable(), other: Author.nullable() })

export const annotatorCalls = {
  /** Everybody who says something of a feature of the run, by name. */
  'annotators.list': call(ofRun, z.array(Annotator)),
  /** What one says, by feature. */
  'annotators.labels': call(ofRun.extend({ author: Author.nullable() }), z.array(Opinion)),
  /** Writes the labels of one into a file; `exists` when there is one, `empty` when there is nothing to write. */
  'annotators.export': call(
    ofRun.extend({ author: Author.nullable(), path: Path, overwrite: z.boolean().default(false) }),
    z.object({ path: z.string(), author: Author, labels: Count })
  ),
  /**
   * Takes the labels of one from a file, all or none; what was imported of them before is replaced. `author` gives them another
   * name. Throws not-found (a feature that there is not), malformed (with the line), newer (a later version of the file).
   */
  'annotators.import': call(
    ofRun.extend({ path: Path, author: Author.min(1).optional() }),
    z.object({ author: Author, labels: Count, replaced: Count })
  ),
  /** Takes imported labels away again; gives how many. */
  'annotators.remove': call(ofRun.extend({ author: Author }), z.object({ removed: Count })),
  'annotators.agreement': call(Two, Agreement),
  /** Features of which both say something, and not the same; by feature. */
  'annotators.disagreements': call(Two, z.array(Disagreement)),
  /** The same for a file that is not imported, against an annotator or the labels of the project. */
  'annotators.diff': call(
    ofRun.extend({ author: Author.nullable(), path: Path }),
    z.object({ author: Author, onlyHere: z.array(Index), onlyInFile: z.array(Index), different: z.array(Disagreement) })
  ),
  /** Whether the labels of two annotators mean the same; null takes the judgment back. */
  'annotators.judge': call(Two.extend({ feature: Index, same: z.boolean().nullable() }), z.null())
}
