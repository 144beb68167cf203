/** Why the examples of a feature have no contexts, and the way to mend it: above what the analysis stored all the same. */
import type { FeaturePage } from '../../../contract/records/feature'
import { Button } from '../../widgets/button'
import { Icon } from '../../widgets/icon/icon'
import { useAct } from '../engine/queries'
import { useProject } from '../project/current'
import styles from './evidence.module.css'
import { sentence } from './from-then-words'

export function EvidenceProblem({ page }: { page: FeaturePage }) {
  const project = useProject()
  const analyze = useAct('runs.analyze')
  const { problem, run } = page
  if (!problem) return null
  return (
    <div className={styles.problem} role="alert">
      <Icon name="warning" size={14} />
      <p>
        {sentence(problem.message)} {problem.hint} Numbers and examples are those of the analysis, without what stood around them.
      </p>
      <Button
        size="small"
        disabled={!project || project.readOnly || analyze.isPending}
        onClick={() => project && analyze.mutate({ project: project.id, run })}
      >
        Analyze again
      </Button>
    </div>
  )
}
