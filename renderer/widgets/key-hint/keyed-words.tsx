/** Words with the keys that do what they say, where no button stands. */
import { KeyHint, type KeyHintProps } from './key-hint'
import styles from './key-hint.module.css'

export function KeyedWords({ words, ...keys }: KeyHintProps & { words: string }) {
  return (
    <span className={styles.keyed}>
      <span>{words}</span>
      <KeyHint {...keys} />
    </span>
  )
}
