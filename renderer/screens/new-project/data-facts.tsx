/** What the open project's data is: shapes, streams, targets, split, what was left out, and where the files lie. */
import type { Dataset } from '../../../contract/records/dataset'
import { useCommands } from '../../app/commands/commands'
import { Screen } from '../../app/layout/screen'
import { useProject, useRuns } from '../../app/project/current'
import { askForFit, endFit, useFitRequest } from '../../app/project/fit-request'
import { navigate } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty } from '../../widgets/empty'
import { formatCount, formatHash, formatWhen } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Fact, Section } from '../../widgets/panel'
import { Skeleton } from '../../widgets/skeleton'
import styles from './data-facts.module.css'
import { DatasetFiles } from './dataset-files'
import { filterText, leftOutText, splitText, weightsText } from './dataset-words'
import { FitDialog } from './fit-dialog'
import { normWords } from './norm-words'

export function DataFacts() {
  const project = useProject()
  const trained = (useRuns() ?? []).filter(({ checkpoints }) => checkpoints.length > 0)
  const isChecking = useFitRequest((request) => request.isOpen)
  useCommands([
    { id: 'data.newRun', title: 'New run…', keys: ['N'], scope: 'data', run: () => navigate('runs') },
    {
      id: 'data.checkFit',
      title: 'Check a file against a run…',
      keys: ['C'],
      scope: 'data',
      when: trained.length > 0,
      run: askForFit
    }
  ])
  return (
    <Screen
      scope="data"
      head={
        <Head
          title="Data"
          detail={project && `${formatCount(project.datasets.length)} data ${project.datasets.length === 1 ? 'set' : 'sets'}`}
          actions={
            <>
              <Button command="data.checkFit" title={trained.length === 0 ? 'There is no trained run yet' : undefined}>
                Check a file against a run…
              </Button>
              <Button command="project.new">New project…</Button>
            </>
          }
        />
      }
    >
      {!project && <Skeleton rows={8} rowHeight={28} />}
      {project?.datasets.length === 0 && <Empty title="This project has no data">Make a new one from activation files.</Empty>}
      {project?.datasets.map((dataset) => (
        <div key={dataset.id} className={styles.facts}>
          <DatasetFacts dataset={dataset} />
          <DatasetFiles dataset={dataset} />
        </div>
      ))}
      {project && isChecking && <FitDialog project={project.id} runs={trained} onClose={endFit} />}
    </Screen>
  )
}

function DatasetFacts({ dataset }: { dataset: Dataset }) {
  const { activations, streams, targets, leftOut, norms, filter, weights } = dataset
  return (
    <Section title={dataset.name} detail={`since ${formatWhen(dataset.createdAt)}`}>
      <Fact ruled label="Vectors" value={`${activations.shape.map(formatCount).join(' × ')}, ${activations.dtype}`} />
      <Fact ruled label="d_in" value={formatCount(dataset.dIn)} />
      {streams && <TitledFact label="Streams" value={streams.map(({ name, dIn }) => `${name} ${formatCount(dIn)}`).join(', ')} />}
      {targets && <Fact ruled label="Targets" value={`d_out ${formatCount(targets.dOut)}, ${targets.dtype}`} />}
      <Fact ruled label="Rows that train" value={formatCount(dataset.trainRows)} />
      <Fact ruled label="Rows that validate" value={formatCount(dataset.validationRows)} />
      <Fact ruled label="Split" value={splitText(dataset)} />
      {filter && <TitledFact label="Only rows of" value={filterText(dataset)} />}
      {weights && <TitledFact label="Weights" value={weightsText(dataset)} />}
      <Fact ruled label="Left out" value={leftOutText(dataset)} title={leftOut.rows.slice(0, 50).map(formatCount).join(', ')} />
      <Fact ruled label="Mean norm" value={normWords(norms.mean)} />
      <Fact ruled label="Median norm" value={normWords(norms.median)} />
      {targets && <Fact ruled label="Mean norm of targets" value={normWords(targets.norms.mean)} />}
      <Fact ruled label="Documents" value={dataset.documents > 0 ? formatCount(dataset.documents) : 'none'} />
      <Fact ruled label="Fingerprint" value={formatHash(activations.fingerprint, 4)} title={activations.fingerprint} />
    </Section>
  )
}

/** The whole text in the tooltip, since it may be cut. */
function TitledFact({ label, value }: { label: string; value: string }) {
  return <Fact ruled label={label} value={value} title={value} />
}
