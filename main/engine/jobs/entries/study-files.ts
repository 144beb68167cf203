/** Files that the question of a study names, read whole. */
import { LoupeError } from '../../../../contract/wire/errors'
import type { StudyFiles } from '../../../analysis/studies/material'
import { openActivations } from '../../../datasets/index'
import { readVocabulary } from '../../../datasets/vocabulary'

/** Numbers of one matrix: 4 GB of f32. */
const mostNumbers = 2 ** 30
/** Rows read at once. */
const blockRows = 4096

export function studyFiles(signal: AbortSignal): StudyFiles {
  return {
    vocabulary: readVocabulary,
    async matrix(source) {
      const reader = await openActivations(source, signal)
      try {
        const { rows, dIn: columns } = reader
        if (rows * columns > mostNumbers) throw tooLarge(source.path, rows, columns)
        const data = new Float32Array(rows * columns)
        for (let from = 0; from < rows; from += blockRows) {
          signal.throwIfAborted()
          const count = Math.min(blockRows, rows - from)
          await reader.read(from, count, data.subarray(from * columns, (from + count) * columns))
        }
        return { rows, columns, data }
      } finally {
        await reader.close()
      }
    }
  }
}

function tooLarge(place: string, rows: number, columns: number): LoupeError {
  return new LoupeError('unsupported', `A matrix of [${rows}, ${columns}] is too large to be read whole`, {
    hint: 'Give one of at most 1,073,741,824 numbers.',
    place
  })
}
