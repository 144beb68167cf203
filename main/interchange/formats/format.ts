/** What each format is: how it is known by its content, and how a dictionary is read out of it. */
import type { DictionaryFormat } from '../../../contract/records/dictionary-report'
import type { About, Material, Reading } from './reading'

export interface Format {
  name: DictionaryFormat
  /** Whether the files can be of this format; asked in the order of the registry. */
  recognizes(material: Material): boolean
  /** Puts every tensor in its place; gives the rest. Throws coded errors with file and place. */
  read(reading: Reading): Promise<About>
}

/** Whether tensors of all these names are there. */
export function holds({ tensors }: Material, ...names: string[]): boolean {
  return names.every((name) => tensors.has(name))
}

/** Of formats whose TopK is no ReLU; Loupe's activations are never below 0. */
export const keptNegatives =
  'Its own code keeps negative values too where a row has fewer than k positive ones; here they are 0, so such rows differ.'
