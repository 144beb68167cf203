/**
 * Loupe's icons: 18 grid, 1.5 px strokes, round ends, no fill. Always beside a word, or with a tooltip.
 */
import styles from './icon.module.css'
import { type IconName, iconPaths } from './icon-paths'

export interface IconProps {
  name: IconName
  /** 18 in the rail, 16 in rows and buttons, 14 in small ones. */
  size?: number
  className?: string
}

export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      className={className ? `${styles.icon} ${className}` : styles.icon}
      width={size}
      height={size}
      viewBox="0 0 18 18"
      aria-hidden="true"
      focusable="false"
    >
      <path d={iconPaths[name]} />
    </svg>
  )
}
