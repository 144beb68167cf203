/**
 * Copies a message so that every typed array owns exactly its bytes.
 * Node's child channel hands out views of one large buffer; posting such a view on would send the whole buffer with it.
 */
export function exactCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return exactView(value)
  if (Array.isArray(value)) return value.map(exactCopy)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exactCopy(inner)]))
}

function exactView(view: ArrayBufferView): unknown {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength)
  if (view instanceof Float64Array) return new Float64Array(bytes)
  if (view instanceof Float32Array) return new Float32Array(bytes)
  if (view instanceof Uint32Array) return new Uint32Array(bytes)
  if (view instanceof Int32Array) return new Int32Array(bytes)
  if (view instanceof Uint16Array) return new Uint16Array(bytes)
  return new Uint8Array(bytes)
}
