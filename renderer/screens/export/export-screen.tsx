/** Export: what goes out at the left, its first rows and files in the middle, the receipt as a sheet of paper at the right. */
import { useState } from 'react'
import type { ExportRecord } from '../../../contract/records/export'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import { useCommands } from '../../app/commands/commands'
import { useCall } from '../../app/engine/queries'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { useProject, useRun, useRuns } from '../../app/project/current'
import { endDenoise, useDenoiseRequest } from '../../app/project/denoise-request'
import { navigate, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { formatBytes, formatCount, formatPlural } from '../../widgets/format'
import { Head } from '../../widgets/head'
import { Skeleton } from '../../widgets/skeleton'
import { DenoiseDialog } from './denoise-dialog'
import { ExportChoices } from './export-choices'
import { exportCommands } from './export-commands'
import { ExportTables } from './export-tables'
import { useExportView } from './export-view'
import { ReceiptPanel } from './receipt-panel'
import { useExportActions } from './use-export-actions'
import { usePlan } from './use-plan'
import { usePreview } from './use-preview'

export function ExportScreen() {
  const project = useProject()
  const id = useSession((session) => session.project)
  const runs = useRuns()
  const run = useRun()
  const { error } = useCall('runs.list', { project: id ?? '' }, { enabled: id !== null })
  if (id === null)
    return (
      <Screen scope="export">
        <Empty title="No project open" actions={<Button onClick={() => navigate('projects')}>Projects</Button>}>
          An export belongs to a run of a project.
        </Empty>
      </Screen>
    )
  if (error)
    return (
      <Screen scope="export">
        <Failed error={error} />
      </Screen>
    )
  if (!project || !runs)
    return (
      <Screen scope="export">
        <Skeleton rows={8} rowHeight={28} />
      </Screen>
    )
  const withWeights = runs.filter((other) => other.checkpoints.length > 0)
  const chosen = withWeights.find((other) => other.id === run?.id) ?? withWeights[0]
  if (!chosen)
    return (
      <Screen scope="export">
        <Empty title="Nothing to export yet" actions={<Button onClick={() => navigate('runs')}>Runs</Button>}>
          A run can be exported from its first checkpoint on.
        </Empty>
      </Screen>
    )
  return <Exporter project={project} runs={withWeights} run={chosen} />
}

interface ExporterProps {
  project: Project
  /** Those with checkpoints. */
  runs: Run[]
  run: Run
}

function Exporter({ project, runs, run }: ExporterProps) {
  const [step, setStep] = useState<number | null>(null)
  const checkpoint = run.checkpoints.find((other) => other.step === step) ?? latest(run)
  const { data: exports } = useCall('exports.list', { project: project.id })
  const { chosen } = useExportView()
  const shown = exports?.find((record) => record.id === chosen)
  const preview = usePreview(project.id, run)
  const plan = usePlan(project.id, run.id, checkpoint.step)
  const actions = useExportActions({
    project,
    run,
    step: checkpoint.step,
    isPossible: !plan.error && plan.plan?.refused === undefined
  })
  useCommands(exportCommands({ actions, shown }))
  const isDenoising = useDenoiseRequest((request) => request.isOpen)
  const written = bytesOf(shown)
  useStatusItems({ saved: written === undefined ? undefined : `Exported ${formatBytes(written)}` })
  return (
    <Screen
      scope="export"
      sidebarWidth={308}
      sidebarLabel="What to export"
      sidebar={
        <ExportChoices
          project={project}
          runs={runs}
          run={run}
          step={checkpoint.step}
          onStep={setStep}
          actions={actions}
          filterError={preview.filterError}
          listed={plan.plan?.features}
        />
      }
      head={
        <Head
          title="Preview"
          detail={
            preview.total === undefined
              ? undefined
              : `${preview.rows.length < preview.total ? `first ${formatCount(preview.rows.length)} of ` : ''}${formatPlural(preview.total, 'feature')}`
          }
          actions={
            <>
              <Button variant="quiet" command="export.denoise" noKeys>
                Denoised…
              </Button>
              <Button variant="primary" command="export.write">
                {actions.isWriting ? 'Exporting…' : (exports?.length ?? 0) > 0 ? 'Export again' : 'Export'}
              </Button>
            </>
          }
        />
      }
      panelWidth={420}
      panelLabel="Receipt"
      mainLabel="Preview"
      panel={
        <ReceiptPanel
          project={project}
          run={run}
          step={checkpoint.step}
          gaps={plan.plan?.gaps ?? []}
          shown={shown}
          actions={actions}
        />
      }
    >
      <ExportTables run={run} preview={preview} plan={plan} exports={exports ?? []} shown={shown} actions={actions} />
      {isDenoising && <DenoiseDialog project={project.id} run={run} onClose={endDenoise} />}
    </Screen>
  )
}

function latest(run: Run) {
  return run.checkpoints.reduce((best, other) => (other.step > best.step ? other : best))
}

function bytesOf(record: ExportRecord | undefined): number | undefined {
  return record?.receipt.files.reduce((sum, file) => sum + file.sizeBytes, 0)
}
