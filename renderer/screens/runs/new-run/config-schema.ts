/** The JSON schema of a configuration, for checks and completion in the editor: contract's types, the form's words. */
import { z } from 'zod'
import { RunConfig } from '../../../../contract/records/run'
import { configFields } from '../config-fields'

interface SchemaObject {
  properties?: Record<string, Record<string, unknown>>
  required?: string[]
}

export const configSchema: object = describedSchema()

function describedSchema(): object {
  const schema = z.toJSONSchema(RunConfig) as SchemaObject
  for (const field of configFields) {
    const property = schema.properties?.[field.key]
    if (property) property.description = `${field.label}: ${field.hint}`
  }
  // What is left out keeps its value.
  return { ...schema, required: [], additionalProperties: false }
}
