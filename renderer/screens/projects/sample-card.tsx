/** A sample that ships with Loupe: opened with one button, put back to its first state with another. */
import type { Sample } from '../../../contract/records/project'
import { openSample } from '../../app/project/open-project'
import { Button } from '../../widgets/button'
import { Chip } from '../../widgets/chip'
import { confirm } from '../../widgets/dialog/dialog-store'
import { formatCount } from '../../widgets/format'
import styles from './projects.module.css'

export function SampleCard({ sample }: { sample: Sample }) {
  return (
    <li className={styles.card} data-sample={sample.id}>
      <div className={styles.top}>
        <button type="button" className={`title ellipsis ${styles.name}`} onClick={() => void openSample(sample.id)}>
          {sample.name}
        </button>
        <Chip>ships with Loupe</Chip>
      </div>
      <p className={`small ${styles.facts}`}>
        {formatCount(sample.rows)} × {formatCount(sample.dIn)}
      </p>
      <p className={`small ${styles.description}`}>{sample.description}</p>
      <div className={styles.foot}>
        <span className={styles.state}>Nothing to download</span>
        <span className={styles.above}>
          <Button size="small" variant="quiet" onClick={() => void reset(sample)}>
            Reset…
          </Button>
          <Button size="small" onClick={() => void openSample(sample.id)}>
            Open the sample
          </Button>
        </span>
      </div>
    </li>
  )
}

async function reset(sample: Sample): Promise<void> {
  const agreed = await confirm({
    title: `Reset ${sample.name}?`,
    text: 'Its runs, labels and exports inside the project are thrown away and it opens as it was shipped. Other projects stay as they are.',
    action: 'Reset and open',
    danger: true
  })
  if (agreed) await openSample(sample.id, true)
}
