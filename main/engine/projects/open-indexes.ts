/** Indexes of one open project that stay open between calls: the rows of its data sets, the activations of its runs. */
import { countTokens, openRowIndex, type RowIndex, type TokenTotals } from '../../datasets/index'
import { type ActivationIndex, openActivationIndex } from '../../store/files/activation-index/reader'
import type { ProjectStore } from '../../store/project-store'

export class OpenIndexes {
  private readonly rows = new Map<string, Promise<RowIndex>>()
  private readonly tokens = new Map<string, Promise<TokenTotals>>()
  private readonly activations = new Map<string, Promise<ActivationIndex>>()

  constructor(private readonly store: ProjectStore) {}

  rowIndex(dataset: string): Promise<RowIndex> {
    return kept(this.rows, dataset, () => openRowIndex(this.store.datasets.folder(dataset)))
  }

  /** How often each token stands in its rows; counted once. */
  tokenCounts(dataset: string): Promise<TokenTotals> {
    return kept(this.tokens, dataset, async () => countTokens(await this.rowIndex(dataset)))
  }

  /** Lets go of the rows of a data set that has others now. */
  forgetRows(dataset: string): void {
    const reader = this.rows.get(dataset)
    this.rows.delete(dataset)
    this.tokens.delete(dataset)
    if (reader) closeQuietly(reader)
  }

  /** `folder` is that of a complete analysis: a later one has another folder. */
  activationIndex(folder: string): Promise<ActivationIndex> {
    return kept(this.activations, folder, () => openActivationIndex(folder))
  }

  /** Lets go of an analysis that was replaced or deleted. */
  forgetActivations(keep: string | undefined, under: string): void {
    for (const [folder, reader] of this.activations)
      if (folder.startsWith(under) && folder !== keep) {
        this.activations.delete(folder)
        closeQuietly(reader)
      }
  }

  closeAll(): void {
    for (const reader of [...this.rows.values(), ...this.activations.values()]) closeQuietly(reader)
    this.rows.clear()
    this.activations.clear()
    this.tokens.clear()
  }
}

/** The open one, or a new one; one that can not be opened is tried again the next time. */
function kept<T>(open: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = open.get(key)
  if (known) return known
  const made = make()
  open.set(key, made)
  made.catch(() => open.delete(key))
  return made
}

function closeQuietly(reader: Promise<{ close(): Promise<void> }>): void {
  reader.then((open) => open.close()).catch(() => undefined)
}
