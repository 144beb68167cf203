/** What decides the use of rows, a window at a time: norms, documents, marks and weights from files of one number per row. */
import { throwIfCancelled } from '../cancel'
import { InputFile } from '../files/input-file'
import { OpenFiles } from '../files/open-files'

/** Paths; those that are left out say nothing. */
export interface UseFiles {
  /** f32, NaN for rows that are not finite. */
  norms: string
  /** The same of the targets. */
  targetNorms?: string | undefined
  /** i32 */
  documents?: string | undefined
  /** u8 */
  marks?: string | undefined
  /** f32 */
  weights?: string | undefined
}

/** Rows from … on. */
export interface UseWindow {
  from: number
  norms: Float32Array
  targetNorms?: Float32Array | undefined
  documents?: Int32Array | undefined
  marks?: Uint8Array | undefined
  weights?: Float32Array | undefined
}

const windowRows = 262_144

export async function* windowsOf(paths: UseFiles, rows: number, signal?: AbortSignal): AsyncGenerator<UseWindow> {
  const files = new OpenFiles()
  const open = async (path: string | undefined) => (path === undefined ? undefined : files.keep(await InputFile.open(path)))
  try {
    const norms = files.keep(await InputFile.open(paths.norms))
    const targetNorms = await open(paths.targetNorms)
    const documents = await open(paths.documents)
    const marks = await open(paths.marks)
    const weights = await open(paths.weights)
    for (let from = 0; from < rows; from += windowRows) {
      throwIfCancelled(signal)
      const count = Math.min(windowRows, rows - from)
      const bytes = async (file: InputFile, width: number) => (await file.read(from * width, count * width)).buffer
      yield {
        from,
        norms: new Float32Array(await bytes(norms, 4)),
        targetNorms: targetNorms && new Float32Array(await bytes(targetNorms, 4)),
        documents: documents && new Int32Array(await bytes(documents, 4)),
        marks: marks && new Uint8Array(await bytes(marks, 1)),
        weights: weights && new Float32Array(await bytes(weights, 4))
      }
    }
  } finally {
    await files.close()
  }
}
