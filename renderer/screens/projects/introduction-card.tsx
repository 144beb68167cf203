/** On the first start only: what Loupe is, in as few words as it takes to begin. */
import styles from './projects.module.css'

export function IntroductionCard() {
  return (
    <li className={styles.card}>
      <h2 className="title">What is this?</h2>
      <p className={`small ${styles.description}`}>
        Loupe takes activation files of a model and trains a sparse dictionary on them. Each of its features fires on a few rows;
        you look at those rows, give the feature a name, and export the labeled dictionary.
      </p>
      <div className={styles.foot}>
        <span className={styles.state}>A sample shows the whole way in a few minutes</span>
      </div>
    </li>
  )
}
