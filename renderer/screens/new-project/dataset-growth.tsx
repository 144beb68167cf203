/** Taking in rows that were added to the files of a data set, or that lie in further files beside them. */
import { useState } from 'react'
import type { Dataset } from '../../../contract/records/dataset'
import { useCommands } from '../../app/commands/commands'
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
  const hasKeys = useProject()?.datasets[0]?.id === dataset.id
  useCommands(hasKeys ? growthCommands(extend, isPending) : [])
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
        <Button keys={hasKeys ? takeKeys : undefined} disabled={isPending} onClick={() => extend([])}>
          Take in appended rows
        </Button>
        <FurtherFiles extend={extend} isPending={isPending} keys={hasKeys ? addKeys : undefined} />
      </div>
    </Section>
  )
}

const [takeKeys, addKeys] = ['A', 'Shift+A']

/** Of the project's first data set; others have buttons alone. */
function growthCommands(extend: (files: string[]) => void, isPending: boolean) {
  const when = !isPending
  const take = {
    id: 'data.takeRows',
    title: 'Take in appended rows',
    keys: [takeKeys],
    scope: 'data',
    when,
    run: () => extend([])
  }
  if (!isElectron()) return [take]
  const run = () => void pickFiles(extend)
  return [take, { id: 'data.addFiles', title: 'Add files of further rows…', keys: [addKeys], scope: 'data', when, run }]
}

async function pickFiles(extend: (files: string[]) => void): Promise<void> {
  const picked = await host().pick('files')
  if (picked?.length) extend(picked)
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

interface FurtherFilesProps {
  extend: (files: string[]) => void
  isPending: boolean
  keys?: string
}

function FurtherFiles({ extend, isPending, keys }: FurtherFilesProps) {
  const [path, setPath] = useState('')
  if (isElectron())
    return (
      <Button keys={keys} disabled={isPending} onClick={() => void pickFiles(extend)}>
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
