/** Big arrays of a kept answer, read in slices and put together; kept as long as someone looks at them. */
import { useQueries } from '@tanstack/react-query'
import type { Study, StudyArray } from '../../../contract/records/studies/study'
import type { Client } from '../../../contract/wire/client'
import { useClient } from '../engine/client'

type Values = Float32Array | Uint32Array

/** Numbers in one answer of the engine: 8 MB, so that nothing else waits long. */
const valuesPerSlice = 2_000_000

/** By name; undefined while any of them is being read. Names that the answer does not have are left out. */
export function useStudyArrays(
  project: string | null,
  answered: { study: Study; arrays: StudyArray[] } | undefined,
  names: readonly string[]
): Record<string, Values> | undefined {
  const client = useClient()
  const wanted = (answered?.arrays ?? []).filter(({ name }) => names.includes(name))
  const results = useQueries({
    queries: wanted.map((array) => ({
      queryKey: ['study-array', project, answered?.study.id, answered?.study.createdAt, array.name],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        wholeArray(client, { project: project ?? '', study: answered?.study.id ?? '' }, array, signal)
    })),
    combine: (parts) => (parts.every(({ data }) => data !== undefined) ? parts.map(({ data }) => data as Values) : undefined)
  })
  if (!answered || !results) return undefined
  return Object.fromEntries(wanted.map(({ name }, index) => [name, results[index]]))
}

interface OneStudy {
  project: string
  study: string
}

async function wholeArray(
  client: Client,
  one: OneStudy,
  { name, dtype, shape }: StudyArray,
  signal: AbortSignal
): Promise<Values> {
  const [rows = 1, ...rest] = shape
  const width = rest.reduce((product, size) => product * size, 1)
  const values = dtype === 'f32' ? new Float32Array(rows * width) : new Uint32Array(rows * width)
  const step = Math.max(1, Math.floor(valuesPerSlice / Math.max(1, width)))
  for (let from = 0; from < rows; from += step) {
    const slice = await client.call(
      'studies.slice',
      { ...one, array: name, from, count: Math.min(step, rows - from) },
      { signal }
    )
    values.set(slice.values as Float32Array & Uint32Array, from * width)
  }
  return values
}
