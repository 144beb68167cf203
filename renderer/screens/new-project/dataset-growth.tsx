/** Taking in rows that were added to the files of a data set, or that lie in further files beside them. */
import { useState } from 'react'
import type { Dataset } from '../../../contract/records/dataset'
import { useAct } from '../../app/engine/queries'
import { host, isElectron } from '../../app/host'
import { useProject } from '../../app/project/current'
import { Button } from '../../widgets/button'
import { TextField } from '../../widgets/field'
import { formatCount, formatPlural, formatWhen } from '../../widgets/format'
import { Fact, Section } from '../../widgets/panel'
import { toast } from '../../widgets/toast/toast-store'
import styles from './data-facts.module.css'

export function DatasetGrowth({ dataset }: { dataset: Dataset }) {
  const { extend, isPending } = useExtend(dataset)
  return (
    <Section title="More rows?" detail="appended to the files, or in further files beside them; earlier rows must be the same">
      {dataset.growths?.map(({ rows, at, changed }) => (
        <Fact
          key={at}
          ruled
          label={formatWhen(at)}
          value={`more than the ${formatCount(rows)} until then`}
          title={changed ? `Analyses begin anew: ${changed}` : 'Analyses go on over the new rows'}
        />
      ))}
      <div className={styles.relocate}>
        <Button disabled={isPending} onClick={() => extend([])}>
          Take in appended rows
        </Button>
        <FurtherFiles extend={extend} isPending={isPending} />
      </div>
    </Section>
  )
}

function useExtend(dataset: Dataset) {
  const project = useProject()?.id ?? ''
  const act = useAct('datasets.extend', { onDone: (grown) => toast({ tone: 'ok', text: grownText(dataset, grown) }) })
  return {
    extend: (files: string[]) => act.mutate({ project, dataset: dataset.id, files }),
    isPending: act.isPending || project === ''
  }
}

function grownText(before: Pick<Dataset, 'rows'>, { rows, growths = [] }: Pick<Dataset, 'rows' | 'growths'>): string {
  const changed = growths.at(-1)?.changed
  const then = changed === undefined ? 'Analyses go on over the new ones' : `Analyses begin anew: ${changed}`
  return `${formatPlural(rows - before.rows, 'row')} added. ${then}`
}

function FurtherFiles({ extend, isPending }: { extend: (files: string[]) => void; isPending: boolean }) {
  const [path, setPath] = useState('')
  const pick = async () => {
    const picked = await host().pick('files')
    if (picked?.length) extend(picked)
  }
  if (isElectron())
    return (
      <Button disabled={isPending} onClick={() => void pick()}>
        Add files…
      </Button>
    )
  return (
    <>
      <TextField aria-label="Path of a further file" mono placeholder="Path of a further file" value={path} onChange={setPath} />
      <Button disabled={!path.trim() || isPending} onClick={() => extend([path.trim()])}>
        Add file
      </Button>
    </>
  )
}
