/** Factors on inputs and outputs of a dictionary, moved into its weights. */
import type { Tensor, Tensors } from '../../../contract/records/arrays'
import type { Dictionary } from '../dictionary'

/** What does to rows x what `dictionary` does to x · `input`, its outputs times `output`; both per column. Copies what changes. */
export function rescaled(dictionary: Dictionary, input: Float64Array, output: Float64Array): Dictionary {
  const { W_enc, W_dec, b_dec, W_skip } = dictionary.tensors
  const tensors: Tensors = {
    ...dictionary.tensors,
    W_enc: timesRows(W_enc, input),
    W_dec: timesColumns(W_dec, output),
    b_dec: timesColumns(b_dec, output)
  }
  if (W_skip) tensors.W_skip = timesRows(timesColumns(W_skip, input), output)
  return { ...dictionary, tensors }
}

export function inverse(factors: Float64Array): Float64Array {
  return factors.map((factor) => 1 / factor)
}

/** [rows, columns] with each column times its factor; also of a vector. */
function timesColumns({ shape, data }: Tensor, factors: Float64Array): Tensor {
  const width = factors.length
  return { shape, data: data.map((value, at) => value * factors[at % width]) }
}

function timesRows({ shape, data }: Tensor, factors: Float64Array): Tensor {
  const width = shape[1]
  return { shape, data: data.map((value, at) => value * factors[Math.floor(at / width)]) }
}
