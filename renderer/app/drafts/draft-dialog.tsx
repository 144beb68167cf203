/** Drafts by a language model: which features, what is asked, with what limits, what it will cost; and the drafts of the run. */
import type { Result } from '../../../contract/calls/index'
import type { DraftPrompt } from '../../../contract/records/draft'
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Dialog } from '../../widgets/dialog/dialog'
import { Failed } from '../../widgets/empty'
import { Skeleton } from '../../widgets/skeleton'
import { useCommands } from '../commands/commands'
import { useAct, useCall } from '../engine/queries'
import { useRun } from '../project/current'
import { navigate, useSession } from '../session'
import { DraftEstimateLine } from './draft-estimate'
import { measuresFrom, promptProblem, useDraftForm } from './draft-form'
import { DraftLimitsPart } from './draft-limits'
import { DraftList } from './draft-list'
import { DraftPromptPart } from './draft-prompt'
import { endDrafts, useDraftRequest } from './draft-request'
import { DraftScopePart } from './draft-scope'
import styles from './drafts.module.css'
import { useDraftFeatures } from './use-draft-features'

export function DraftDialog() {
  const isOpen = useDraftRequest((request) => request.isOpen)
  const project = useSession((session) => session.project)
  const run = useRun()
  const { data, error } = useCall('drafts.settings', {}, { enabled: isOpen, fresh: true })
  if (!isOpen || !project || !run) return null
  if (data && run.analysis) return <OpenDialog project={project} run={run} kept={data} />
  return (
    <Dialog title="Draft labels" width={720} onClose={endDrafts} actions={<CloseButton />}>
      {!run.analysis && <p>The run is not analyzed yet: there are no examples to show to a model.</p>}
      {error && <Failed error={error} />}
      {!data && !error && <Skeleton rows={6} rowHeight={28} />}
    </Dialog>
  )
}

interface OpenProps {
  project: string
  run: Run
  kept: Result<'drafts.settings'>
}

function OpenDialog({ project, run, kept }: OpenProps) {
  const { settings } = kept
  const form = useDraftForm()
  const chosen = useDraftFeatures(project, run.id)
  const prompt: DraftPrompt = form.prompt ?? kept.prompt
  const { measures, problems } = measuresFrom(form.numbers)
  const isGood = measures !== undefined && !promptProblem(prompt, 'explain') && !promptProblem(prompt, 'detect')
  const asked = measures && chosen.features ? { project, run: run.id, features: chosen.features, prompt, ...measures } : undefined
  const canAsk = isGood && asked !== undefined && asked.features.length > 0
  const start = useAct('drafts.start')
  const canStart = canAsk && settings.on && settings.model !== '' && !start.isPending
  const begin = () => canStart && asked && start.mutate(asked)
  useCommands([
    { id: 'draft.start', title: 'Start drafting', keys: ['!Mod+Enter'], scope: 'draft', when: canStart, run: () => void begin() }
  ])
  return (
    <Dialog
      title={`Draft labels of ${run.name}`}
      width={760}
      onClose={endDrafts}
      actions={
        <>
          <CloseButton />
          <Button variant="primary" disabled={!canStart} keys="Mod+Enter" onClick={() => void begin()}>
            Start
          </Button>
        </>
      }
    >
      <div className={styles.content} data-scope="draft">
        <ServerLine kept={kept} />
        <DraftScopePart chosen={chosen} />
        <DraftPromptPart
          prompt={prompt}
          usual={kept.prompt}
          preview={
            measures && chosen.features?.length ? { project, run: run.id, feature: chosen.features[0]!, ...measures } : undefined
          }
        />
        <DraftLimitsPart problems={problems} />
        <DraftEstimateLine asked={canAsk ? asked : undefined} price={settings.price} />
        <DraftList project={project} run={run.id} limits={measures?.limits} canResume={settings.on} />
      </div>
    </Dialog>
  )
}

function CloseButton() {
  return (
    <Button onClick={endDrafts} keys="Escape">
      Close
    </Button>
  )
}

/** Who would be asked, or that nobody is. */
function ServerLine({ kept: { settings } }: { kept: Result<'drafts.settings'> }) {
  const toSettings = () => {
    endDrafts()
    navigate('settings')
  }
  const words = settings.on ? (
    <>
      Examples of each feature go to <strong className="mono">{settings.address}</strong>, model{' '}
      <strong className="mono">{settings.model || 'not chosen yet'}</strong>. The answers are suggestions, not labels.
    </>
  ) : (
    <>Drafts are switched off: nothing is sent anywhere. Prompts and the estimate can be looked at all the same.</>
  )
  return (
    <div className={styles.server}>
      <p>{words}</p>
      <Button size="small" onClick={toSettings}>
        {settings.on ? 'Settings' : 'Turn on in Settings'}
      </Button>
    </div>
  )
}
