/**
 * An image in the height that is wanted. It is drawn from its bytes onto a canvas, scaled while it is decoded: nothing has an
 * address, so that the content policy stays as it is, and no more than the thumbnail is kept.
 */
import { useEffect, useRef, useState } from 'react'
import type { RowImage } from '../../../contract/records/image'
import styles from './picture.module.css'

export interface PictureProps {
  image: NonNullable<RowImage['image']>
  /** In px of the page. */
  height: number
  /** Read out. */
  name: string
}

export function Picture({ image, height, name }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [broken, setBroken] = useState<typeof image>()
  useEffect(() => {
    let isWanted = true
    const drawn = thumbnail(image, height).then((bitmap) => isWanted && show(canvas.current, bitmap))
    drawn.catch(() => isWanted && setBroken(image))
    return () => {
      isWanted = false
    }
  }, [image, height])
  if (broken === image) return <NoPicture why="This image can not be decoded." />
  // A square until it is drawn, so that what stands beside it hardly moves.
  return <canvas ref={canvas} width={1} height={1} className={styles.picture} style={{ height }} role="img" aria-label={name} />
}

/** In place of an image that is still being read. */
export function PictureToCome({ height }: { height: number }) {
  return <span className={styles.toCome} style={{ height, width: height }} />
}

/** In place of an image that there is not. */
export function NoPicture({ why }: { why: string }) {
  return (
    <span className={styles.none} title={why}>
      no image
      <span className="hidden-text">: {why}</span>
    </span>
  )
}

function thumbnail({ bytes, type }: PictureProps['image'], height: number): Promise<ImageBitmap> {
  const pixels = Math.round(height * window.devicePixelRatio)
  return createImageBitmap(new Blob([new Uint8Array(bytes)], { type }), { resizeHeight: pixels, resizeQuality: 'medium' })
}

function show(canvas: HTMLCanvasElement | null, bitmap: ImageBitmap): void {
  if (!canvas) return
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap)
}
