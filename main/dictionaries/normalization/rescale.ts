/** Factors on inputs and outputs of a dictionary, moved into its weights. */
import type { Tensor } from '../../../contract/records/arrays'
import type { Dictionary } from '../dictionary'

/** What does to rows x what `dictionary` does to x · `input`, its outputs times `output`; both per column. Copies what changes. */
export function rescaled(dictionary: Dictionary, input: Float64Array, output: Float64Array): Dictionary {
  const { W_enc, W_dec, b_dec, W_skip } = dictionary.tensors
  const copies = Object.entries({ W_enc, W_dec, b_dec, W_skip }).filter(([, tensor]) => tensor)
  const tensors = copies.map(([name, { shape, data }]) => [name, { shape, data: data.slice() }])
  return rescale({ ...dictionary, tensors: { ...dictionary.tensors, ...Object.fromEntries(tensors) } }, input, output)
}

/** The same in the dictionary's own arrays: at a checkpoint there is no room for a second copy of wide weights. */
export function rescale(dictionary: Dictionary, input: Float64Array, output: Float64Array): Dictionary {
  const { W_enc, W_dec, b_dec, W_skip } = dictionary.tensors
  timesRows(W_enc, input)
  timesColumns(W_dec, output)
  timesColumns(b_dec, output)
  if (W_skip) {
    timesColumns(W_skip, input)
    timesRows(W_skip, output)
  }
  return dictionary
}

export function inverse(factors: Float64Array): Float64Array {
  return factors.map((factor) => 1 / factor)
}

/** [rows, columns] with each column times its factor; also of a vector. */
function timesColumns({ data }: Tensor, factors: Float64Array): void {
  const width = factors.length
  for (let from = 0; from < data.length; from += width) {
    for (let column = 0; column < width; column += 1) data[from + column] *= factors[column]
  }
}

function timesRows({ shape: [rows, width], data }: Tensor, factors: Float64Array): void {
  for (let row = 0; row < rows; row += 1) {
    for (let at = row * width; at < (row + 1) * width; at += 1) data[at] *= factors[row]
  }
}
