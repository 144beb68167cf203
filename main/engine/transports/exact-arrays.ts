/**
 * Structured clone copies the whole buffer behind a typed array, however small the array:
 * messages go through here first, so that no more than the numbers meant travels (or leaks).
 */

/** The same value, with every typed array that is only a part of its buffer copied to one of its own. */
export function withExactArrays<T>(value: T): T {
  return exact(value) as T
}

function exact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return exactArray(value)
  if (Array.isArray(value)) return value.map(exact)
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exact(inner)]))
}

function exactArray(view: ArrayBufferView): ArrayBufferView {
  const isPlain = !(view instanceof Uint8Array) || view.constructor === Uint8Array
  if (isPlain && view.byteLength === view.buffer.byteLength) return view
  if (view instanceof Uint8Array) return new Uint8Array(view)
  return 'slice' in view ? (view as Float32Array).slice() : view
}
