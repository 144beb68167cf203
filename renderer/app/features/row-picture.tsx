/** The picture of a row, for data sets of images: from the files of a draft, or from the row table of a data set. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import type { Params } from '../../../contract/calls/index'
import type { RowImage } from '../../../contract/records/image'
import type { LoupeError } from '../../../contract/wire/errors'
import { NoPicture, Picture, PictureToCome } from '../../widgets/picture/picture'
import { useClient } from '../engine/client'
import { ImageBatches } from '../engine/image-batches'

/** Where images come from: a call without its rows. */
export type ImageSource =
  | { method: 'datasets.images'; params: Omit<Params<'datasets.images'>, 'rows'> }
  | { method: 'datasets.previewImages'; params: Omit<Params<'datasets.previewImages'>, 'rows'> }

/** Images that are out of view are let go after this long. */
const keptMs = 60_000

/** Draws the picture of a row; undefined where there is no source. The same function for as long as the source is the same. */
export function useRowPictures(source: ImageSource | undefined, height: number): ((row: number) => ReactNode) | undefined {
  const client = useClient()
  const key = JSON.stringify(source ?? null)
  return useMemo(() => {
    const from = JSON.parse(key) as ImageSource | null
    if (!from) return undefined
    const batches = new ImageBatches((rows) =>
      from.method === 'datasets.images'
        ? client.call(from.method, { ...from.params, rows })
        : client.call(from.method, { ...from.params, rows })
    )
    return (row: number) => <RowPicture source={from} batches={batches} row={row} height={height} />
  }, [client, key, height])
}

interface RowPictureProps {
  source: ImageSource
  batches: ImageBatches
  row: number
  height: number
}

function RowPicture({ source, batches, row, height }: RowPictureProps) {
  const { data, error } = useQuery<RowImage, LoupeError>({
    queryKey: [source.method, { ...source.params, row }],
    queryFn: () => batches.image(row),
    gcTime: keptMs
  })
  const problem = error ?? data?.problem
  if (problem) return <NoPicture why={`${problem.message} ${problem.hint ?? ''}`.trim()} />
  if (!data) return <PictureToCome height={height} />
  return data.image ? <Picture image={data.image} height={height} name={`Image of row ${row}`} /> : null
}
