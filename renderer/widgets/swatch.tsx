/** A square in one of the six colors of the palette; in an outline, so that it is seen on every surface. */
import styles from './swatch.module.css'

/** What the colors are called, in the order of the palette. */
export const swatchWords = ['blue', 'ochre', 'violet', 'green', 'indigo', 'rust'] as const

export interface SwatchProps {
  /** 1–6. */
  color: number
  /** px. */
  size?: number
}

export function Swatch({ color, size = 8 }: SwatchProps) {
  return (
    <span className={styles.swatch} style={{ width: size, height: size, background: `var(--tag-${color})` }} aria-hidden="true" />
  )
}
