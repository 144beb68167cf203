/** Calls about suggestions: what may be the label of a feature, until a person takes it. None of them changes a label but `accept`. */
import { z } from 'zod'
import { Author } from '../records/annotator'
import { Count, Id, Index } from '../records/basics'
import { ComparedBy } from '../records/studies/compare'
import { FollowReport, followFrom, KeptSource, KeptSuggestion, Suggestion, suggestionLimits } from '../records/suggestion'
import { call, read } from './call'

const ofRun = z.object({ project: Id, run: Id })

export const suggestionCalls = {
  /** Of one feature, without those that were dismissed: by source, the most similar or best first. */
  'suggestions.list': read(ofRun.extend({ feature: Index }), z.array(Suggestion)),
  /** Keeps suggestions, all or none; one that is there already (same text, tags, status and place of origin) is replaced by itself. */
  'suggestions.put': call(
    ofRun.extend({ suggestions: z.array(KeptSuggestion).max(suggestionLimits.many) }),
    z.object({ added: Count, replaced: Count })
  ),
  /** Takes kept ones away: those that fit all that is given. `origin`: the run, the model or the file they came from. */
  'suggestions.remove': call(
    ofRun.extend({
      source: KeptSource.optional(),
      origin: z.string().max(suggestionLimits.origin).optional(),
      feature: Index.optional(),
      id: Id.optional()
    }),
    z.object({ removed: Count })
  ),
  /** One that was dismissed stays away, also when it is put or computed again; `dismissed` false brings it back. */
  'suggestions.dismiss': call(ofRun.extend({ feature: Index, id: Id, dismissed: z.boolean().default(true) }), z.null()),
  /**
   * Takes the best suggestion of a source for each feature that nobody touched (no label, pending), one step of undo.
   * `dry`: only says what it would do.
   */
  'suggestions.accept': call(
    ofRun.extend({
      source: KeptSource.default('match'),
      origin: z.string().max(suggestionLimits.origin).optional(),
      /** Similarity, or score for sources that have none, from which one is taken. */
      minimum: z.number().default(Number.NEGATIVE_INFINITY),
      author: Author.optional(),
      dry: z.boolean().default(false)
    }),
    /** `touched`: features with a suggestion that is good enough and a label of their own; `below`: those whose best is below. */
    z.object({ features: z.instanceof(Uint32Array), touched: Count, below: Count })
  )
}

export const followCalls = {
  /**
   * Brings the labels of another run: each labeled feature of `from` whose partner in `run` is similar enough arrives there as a
   * suggestion. Partners are found by decoder cosine, and where that finds none by the correlation of activations on the same rows;
   * `by` asks for one of the two only. A comparison of the runs that is kept is used, else one is made (with progress, can be
   * cancelled). Doing it again gives the same. Throws not-found without analyses, unsupported for cosines of unequal widths.
   */
  'labels.follow': call(
    ofRun.extend({
      from: Id,
      by: ComparedBy.optional(),
      cosineFrom: z.number().min(0).max(1).default(followFrom['decoder-cosine']),
      correlationFrom: z.number().min(0).max(1).default(followFrom['activation-correlation'])
    }),
    FollowReport
  )
}
