/** Where the active row goes for a key. The table and the screens that show the same list share it. */

export interface Move {
  active: number
  rows: number
  /** Rows that fit in view. */
  page: number
}

/** The row after the key, or undefined when the key does not move. Before the first move `active` is −1. */
export function rowAfterKey(key: string, { active, rows, page }: Move): number | undefined {
  if (rows === 0) return undefined
  const clamp = (row: number): number => Math.min(rows - 1, Math.max(0, row))
  const step = Math.max(1, page - 1)
  switch (key) {
    case 'ArrowDown':
      return clamp(active + 1)
    case 'ArrowUp':
      return clamp(active - 1)
    case 'PageDown':
      return clamp(active + step)
    case 'PageUp':
      return clamp(active - step)
    case 'Home':
      return 0
    case 'End':
      return rows - 1
    default:
      return undefined
  }
}
