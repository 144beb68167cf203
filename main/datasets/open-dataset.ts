/** Opens the arrays of a data set that was made: its activations, or its streams side by side, and its targets. */
import type { FileReference } from '../../contract/records/basics'
import type { Dataset } from '../../contract/records/dataset'
import { type ActivationReader, openActivations } from './activations'
import { OpenFiles } from './files/open-files'
import { resolveReference } from './files/references'
import { checkTexts } from './files/texts-unchanged'
import { joinColumns } from './join-columns'

export interface OpenDataset {
  /** Rows of `dIn`. */
  reader: ActivationReader
  /** Rows of `dOut`; undefined where the data set has no targets. */
  targets: ActivationReader | undefined
  close(): Promise<void>
}

/** Throws not-found or changed when a file is not the one that the data set was made from, and what opening it throws. */
export async function openDataset(
  { activations, streams, targets, ...texts }: Pick<Dataset, 'activations' | 'streams' | 'targets' | 'rowTable' | 'vocabulary'>,
  projectFolder: string,
  signal?: AbortSignal
): Promise<OpenDataset> {
  await checkTexts({ activations, ...texts }, projectFolder)
  const files = new OpenFiles()
  const open = async (reference: FileReference) =>
    files.keep(await openActivations(await resolveReference(reference, projectFolder), signal))
  try {
    const readers: ActivationReader[] = []
    for (const reference of streams?.map((stream) => stream.reference) ?? [activations]) readers.push(await open(reference))
    return { reader: joinColumns(readers), targets: targets && (await open(targets)), close: () => files.close() }
  } catch (thrown) {
    await files.close()
    throw thrown
  }
}
