/** One thing that the palette found: the typed letters are marked where they match, its keys stand at the right. */
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import styles from './palette.module.css'
import type { PaletteItem } from './palette-items'

export function PaletteRow({ item }: { item: PaletteItem }) {
  return (
    <>
      <Icon name={item.icon} className={styles.icon} />
      {item.id && <span className={styles.id}>{item.id}</span>}
      <span className="ellipsis">
        <Marked text={item.title} ranges={item.ranges} />
      </span>
      {item.detail && <span className={`ellipsis ${styles.detail}`}>{item.detail}</span>}
      <span className={styles.note}>{item.note}</span>
      <span className={styles.keys}>{item.command && <KeyHint command={item.command} />}</span>
    </>
  )
}

function Marked({ text, ranges }: { text: string; ranges: PaletteItem['ranges'] }) {
  let from = 0
  const parts = ranges.map(([start, end]) => {
    const before = text.slice(from, start)
    from = end
    return (
      <span key={start}>
        {before}
        <mark className={styles.mark}>{text.slice(start, end)}</mark>
      </span>
    )
  })
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}
