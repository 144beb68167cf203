/** What a row index keeps of the activations themselves: norm and digest of each row, by which it is known again. */
import { rowDigests } from '../../maths/row-digest'
import { ColumnWriter } from './column-writer'
import { indexFiles } from './layout'

export interface ActivationColumns {
  /** Takes over the norms; `values` [norms, dIn]. Rows whose norm is NaN have no digest: NaN has many bits. */
  append(norms: Float32Array, values: Float32Array): Promise<void>
}

const names = {
  activations: [indexFiles.norms, indexFiles.digests],
  targets: [indexFiles.targetNorms, indexFiles.targetDigests]
} as const

/** Writes the columns while `work` goes over the rows, `dIn` wide each; throws what it throws, and unwritable, disk-full. */
export async function writeActivationColumns<T>(
  folder: string,
  of: keyof typeof names,
  dIn: number,
  work: (columns: ActivationColumns) => Promise<T>
): Promise<T> {
  const writers: ColumnWriter[] = []
  try {
    for (const name of names[of]) writers.push(await ColumnWriter.create(folder, name))
    const [normColumn, digestColumn] = writers
    const result = await work({
      async append(norms, values) {
        const digests = rowDigests(values, dIn, norms.length)
        for (let i = 0; i < norms.length; i += 1) if (Number.isNaN(norms[i])) digests[i] = 0
        await normColumn.append(norms)
        await digestColumn.append(digests)
      }
    })
    for (const writer of writers) await writer.finish()
    return result
  } finally {
    for (const writer of writers) await writer.close()
  }
}
