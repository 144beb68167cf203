/** Structures that bench/peers/record_structures.py recorded from the libraries' own code, and what of ours is compared with them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from '../material'

export function recordedStructure(name: string): { example: unknown; shape: unknown } {
  return JSON.parse(readFileSync(join(fixtures, name), 'utf8'))
}

/** Keys in order with the types of values; of a list its first item, nothing where it is empty. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0])] : []
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
}

/** The recorded shape, with lists empty where ours are. */
export function like(shape: unknown, own: unknown): unknown {
  if (Array.isArray(own)) return own.length > 0 ? [like((shape as unknown[])[0], own[0])] : []
  if (own === null || typeof own !== 'object') return shape
  return Object.fromEntries(Object.entries(shape as object).map(([key, item]) => [key, like(item, own[key as keyof typeof own])]))
}
