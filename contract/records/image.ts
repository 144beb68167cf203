/** Images of rows: vision models have a picture where language models have a token. */
import { z } from 'zod'
import { ErrorRecord } from '../wire/errors'
import { Index } from './basics'

export const ImageType = z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'])
export type ImageType = z.infer<typeof ImageType>

/** A larger image is not sent to a window. */
export const maxImageBytes = 16 * 1024 * 1024
/** Rows that one call may ask for, and what their images may have together. */
export const maxImageRows = 32
export const maxImagesBytes = 64 * 1024 * 1024

/** The image of a row, or why there is none to see. */
export const RowImage = z.object({
  row: Index,
  image: z.object({ type: ImageType, bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }).optional(),
  problem: ErrorRecord.optional()
})
export type RowImage = z.infer<typeof RowImage>
