/** The JSON schema of a configuration, for checks and completion in the editor: contract's types, the form's words. */
import { z } from 'zod'
import { RunConfig } from '../../../../contract/records/run'
import { configFields } from '../config-fields'

type Property = Record<string, unknown>

interface SchemaObject {
  properties?: Record<string, Property>
  required?: string[]
}

export const configSchema: object = describedSchema()

function describedSchema(): object {
  const schema = z.toJSONSchema(RunConfig) as SchemaObject
  const properties = { ...schema.properties }
  for (const field of configFields) {
    const property = properties[field.key]
    if (!property) continue
    const description = `${field.label}: ${field.hint}`
    // `null` takes an optional field away.
    properties[field.key] =
      field.empty === undefined ? { ...property, description } : { anyOf: [property, { type: 'null' }], description }
  }
  // What is left out keeps its value.
  return { ...schema, properties, required: [], additionalProperties: false }
}
