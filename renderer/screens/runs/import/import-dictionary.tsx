/** A dictionary of other files taken into the project: its files at the top, what was found in them below, how it fits at the right. */
import type { DictionaryLook } from '../../../../contract/records/dictionary-report'
import type { Run } from '../../../../contract/records/run'
import { errorFromRecord } from '../../../../contract/wire/errors'
import { useCommands } from '../../../app/commands/commands'
import { Screen } from '../../../app/layout/screen'
import { endImport } from '../../../app/project/import-request'
import { Button } from '../../../widgets/button'
import { Empty, Failed } from '../../../widgets/empty'
import { formatPlural } from '../../../widgets/format'
import { Head } from '../../../widgets/head'
import { Skeleton } from '../../../widgets/skeleton'
import type { RunsPlace } from '../runs-place'
import { RunsSidebar } from '../runs-sidebar'
import { writeRun } from '../runs-view'
import { FitPanel } from './fit-panel'
import { Found } from './found'
import styles from './import.module.css'
import { MappingForm } from './mapping-form'
import { SourceForm } from './source-form'
import { type ImportView, useImport } from './use-import'

export function ImportDictionary(place: RunsPlace & { run: Run | undefined }) {
  const { project } = place
  const view = useImport(project.id, project.datasets[0]?.id ?? '')
  useImportCommands(view)
  const look = view.look.kind === 'done' ? view.look.result : undefined
  return (
    <Screen
      scope="form"
      head={<ImportHead look={look} />}
      sidebar={<RunsSidebar {...place} />}
      sidebarLabel="Runs"
      panel={<FitPanel view={view} datasets={project.datasets} />}
      panelWidth={296}
      panelLabel="Fit"
      mainLabel="Dictionary"
    >
      <SourceForm view={view} datasets={project.datasets} />
      {(view.look.kind === 'idle' || isStopped(view)) && <Nothing />}
      {view.look.kind === 'busy' && <Skeleton rows={8} rowHeight={28} />}
      {view.look.kind === 'failed' && !isStopped(view) && <Failed error={errorFromRecord(view.look.error)} />}
      {look && <Understood view={view} look={look} />}
    </Screen>
  )
}

function isStopped({ look }: ImportView): boolean {
  return look.kind === 'failed' && look.error.code === 'cancelled'
}

function Understood({ view, look }: { view: ImportView; look: DictionaryLook }) {
  const { draft, setDraft } = view
  return (
    <>
      {look.problem && (
        <div className={styles.problem}>
          {look.isKnown || view.isMapped ? <Failed error={errorFromRecord(look.problem)} /> : <Unknown look={look} />}
        </div>
      )}
      {draft && (
        <MappingForm {...{ draft, look }} isUsed={view.isDraftUsed} onChange={setDraft} onUse={(mapping) => view.open(mapping)} />
      )}
      {look.report && <Found view={view} report={look.report} look={look} />}
    </>
  )
}

/** Nothing is wrong: the person says what the file does not. */
function Unknown({ look }: { look: DictionaryLook }) {
  return (
    <Empty title={`${look.file.split(/[\\/]/).at(-1)} is of no format that Loupe knows`}>
      Say below which of its {formatPlural(look.tensors.length, 'tensor')} is which. Or put its configuration (cfg.json,
      config.json) beside it, and open it again.
    </Empty>
  )
}

function useImportCommands(view: ImportView): void {
  const leave = () => {
    if (!view.stop()) endImport()
  }
  useCommands([
    {
      id: 'import.take',
      title: 'Import the dictionary',
      keys: ['!Mod+Enter'],
      scope: 'form',
      when: view.canTake,
      run: view.take
    },
    { id: 'run.new', title: 'New run…', scope: 'form', run: () => writeRun() },
    {
      id: 'import.stop',
      title: 'Stop what is under way',
      keys: ['!Escape'],
      scope: 'form',
      hidden: true,
      when: view.isBusy,
      run: leave
    },
    { id: 'import.leave', title: 'Cancel the import', keys: ['Escape'], scope: 'form', run: leave },
    {
      id: 'import.map',
      title: 'Say which tensor is which…',
      keys: ['!Alt+M'],
      scope: 'form',
      when: view.look.kind === 'done' && !view.draft,
      run: view.mapByHand
    },
    {
      id: 'import.confirm',
      title: 'What was guessed is right',
      keys: ['!Alt+C'],
      scope: 'form',
      hidden: true,
      run: () => view.setConfirmed(!view.isConfirmed)
    }
  ])
}

function ImportHead({ look }: { look: DictionaryLook | undefined }) {
  return (
    <Head
      title="Import dictionary"
      detail={look && <span className="mono ellipsis">{look.file.split(/[\\/]/).slice(-2).join('/')}</span>}
      actions={
        <>
          <Button variant="quiet" command="import.leave">
            Cancel
          </Button>
          <Button variant="primary" size="large" command="import.take">
            Import
          </Button>
        </>
      }
    />
  )
}

function Nothing() {
  return (
    <Empty title="A dictionary that was trained elsewhere">
      SAELens, Gemma Scope, dictionary_learning, sparsify, OpenAI, circuit-tracer, Prisma, saev, Llamascopium, crosscoders,
      Loupe’s own, or tensors in a safetensors, npz or PyTorch file that you say the meaning of. Nothing in a file is ever run.
      Drop one here, or name it above.
    </Empty>
  )
}
