/**
 * Raw numbers without a header (`tofile`, `numpy.memmap`): what they are is said behind the file’s name, as in
 * `acts.bin:f32[?,768]`. The syntax is in main/codecs/raw-layout.
 */
import { parseRawLayout, rawSyntax, shapeInFile, widthHint } from '../../codecs/raw-layout'
import { type InputFile, namedError } from '../files/input-file'
import { denseRows } from './dense-rows'
import type { Format, OpenedFile, OpenOptions } from './format'

const extensions = ['bin', 'raw', 'dat', 'f32', 'f16', 'bf16', 'f64', 'memmap']

/** Known by its ending, or by a layout that was given with it (the registry asks isRawLayout). */
export const raw: Format = { name: 'raw numbers', extensions, recognizes: () => false, open }

/** Whether what stands behind the file's name says how raw numbers lie. */
export function isRawLayout(array: string | undefined): boolean {
  return array !== undefined && parseRawLayout(array) !== undefined
}

async function open(file: InputFile, { array }: OpenOptions): Promise<OpenedFile> {
  const layout = array ? parseRawLayout(array) : undefined
  if (!layout || array === undefined) throw unsaid(file, array)
  const { dtype, bigEndian, offset } = layout
  const shape = shapeInFile(layout, file.sizeBytes)
  return {
    // Named as asked for, so that it is found under that name.
    arrays: [{ name: array, dtype, shape }],
    rowsOf: () => denseRows({ file, dataStart: offset, dtype, bigEndian, fortran: false, shape })
  }
}

function unsaid(file: InputFile, array: string | undefined): Error {
  const happened = array
    ? `holds raw numbers, and “${array.slice(0, 100)}” does not say how they lie`
    : 'holds raw numbers, and nothing says which'
  const hint = `Write the layout behind the name: ${file.name}:${rawSyntax}. ${widthHint(file.sizeBytes)}`
  return namedError('unsupported', file.path, happened, hint)
}
