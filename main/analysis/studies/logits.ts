/** The direct logit effect of every feature, by an unembedding that the person gives. Reads the dictionary and the files named. */
import type { LogitsAnswer } from '../../../contract/records/studies/logits'
import { LoupeError } from '../../../contract/wire/errors'
import { type DirectLogits, decoderDirections, directLogits, type Unembedding } from '../../dictionaries/index'
import { textArrays } from './logits/token-texts'
import type { Matrix, StudyWork } from './material'

/** Throws wrong-shape where neither side of the unembedding is as wide as decoder rows, and what reading the files throws. */
export const answerLogits: StudyWork<'logits'> = async (question, material, side) => {
  const directions = decoderDirections(await material.dictionary())
  const matrix = await material.files.matrix(question.unembedding)
  const unembedding = orientated(matrix, directions.width, question.unembedding.path)
  const vocabulary = question.vocabulary === undefined ? undefined : await material.files.vocabulary(question.vocabulary)
  const logits = await directLogits(directions, unembedding, question.most, {
    signal: side.signal,
    onProgress: (progress) => side.progress(progress)
  })
  const answer: LogitsAnswer = {
    kind: 'logits',
    features: directions.features,
    tokens: unembedding.tokens,
    most: logits.count,
    layout: unembedding.isTurned ? 'tokens-by-d' : 'd-by-tokens',
    hasTexts: vocabulary !== undefined
  }
  const texts = vocabulary ? textArrays(unembedding.tokens, (id) => vocabulary.text(id)) : {}
  return { answer, arrays: { ...arraysOf(logits, directions.features), ...texts } }
}

/** A square matrix is taken as [d, tokens]. */
function orientated({ rows, columns, data }: Matrix, width: number, place: string): Unembedding {
  if (rows === width) return { data, tokens: columns, isTurned: false }
  if (columns === width) return { data, tokens: rows, isTurned: true }
  throw new LoupeError('wrong-shape', `The unembedding is [${rows}, ${columns}], and decoder rows have ${width} dimensions`, {
    hint: 'Give the unembedding of the model that the activations are of, [d, vocabulary] or [vocabulary, d].',
    place
  })
}

function arraysOf({ count, top, bottom, mean, deviation }: DirectLogits, features: number) {
  const shape = [features, count]
  return {
    topTokens: { shape, data: top.tokens },
    topLogits: { shape, data: top.logits },
    bottomTokens: { shape, data: bottom.tokens },
    bottomLogits: { shape, data: bottom.logits },
    mean: { shape: [features], data: mean },
    deviation: { shape: [features], data: deviation }
  }
}
