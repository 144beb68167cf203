/** The Arrow schema that Arrow's writers leave in a Parquet file: the shapes of tensors are only there. */
import type { FileMetaData } from 'hyparquet'
import { arrowMessage } from '../../../codecs/arrow/messages'
import type { ArrowField } from '../../../codecs/arrow/schema'
import { tensorSizes } from '../arrow/tensor-shape'

/** For a column: the sizes of a row from the sizes of its lists. Throws as tensorSizes. */
export function tensorSizesOf(metadata: FileMetaData): (column: string) => (listSizes: number[]) => number[] {
  const fields = new Map(arrowFields(metadata).map((field) => [field.name, field]))
  return (column) => (listSizes) => {
    const field = fields.get(column)
    return field ? tensorSizes(field, listSizes) : listSizes
  }
}

/** An Arrow message in base64, behind its prefix of 8 bytes. What can not be read is passed over: the file has its own schema. */
function arrowFields({ key_value_metadata }: FileMetaData): ArrowField[] {
  const text = key_value_metadata?.find(({ key }) => key === 'ARROW:schema')?.value
  if (text === undefined) return []
  try {
    const message = arrowMessage(new Uint8Array(Buffer.from(text, 'base64')).subarray(8))
    return message.kind === 'schema' ? message.schema.fields : []
  } catch {
    return []
  }
}
