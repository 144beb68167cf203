/** Labels of another tool: the file, what is in it, and whether they come as labels or as suggestions. */
import type { Run } from '../../../contract/records/run'
import { Button } from '../../widgets/button'
import { Checkbox } from '../../widgets/checkbox'
import { Dialog } from '../../widgets/dialog/dialog'
import { FormFields } from '../../widgets/dialog/form-dialog'
import { TextField } from '../../widgets/field'
import { Segment } from '../../widgets/segment'
import { useCommands } from '../commands/commands'
import { host, isElectron } from '../host'
import { useProject, useRuns } from '../project/current'
import styles from './label-file.module.css'
import { LabelFileFound } from './label-file-found'
import { endLabelFile, useLabelFileRequest } from './label-file-request'
import { outcomeWords } from './label-file-words'
import { type LabelFileView, type LabelsAs, useLabelFile } from './use-label-file'

/** Nothing while nobody asks. */
export function LabelFileDialogHost() {
  const { run: wanted } = useLabelFileRequest()
  const project = useProject()
  const run = useRuns()?.find(({ id }) => id === wanted)
  if (!project || !run) return null
  return <LabelFileDialog key={run.id} project={project.id} run={run} />
}

const scope = 'label-file'

function LabelFileDialog({ project, run }: { project: string; run: Run }) {
  const view = useLabelFile(project, run.id)
  const pick = async (purpose: 'files' | 'folder') => {
    const picked = (await host().pick(purpose))?.[0]
    if (!picked) return
    view.setPath(picked)
    view.open(picked)
  }
  const when = isElectron()
  useCommands([
    { id: 'labelFile.file', title: 'Choose a file of labels…', keys: ['!Mod+O'], scope, when, run: () => void pick('files') },
    {
      id: 'labelFile.folder',
      title: 'Choose a folder of labels…',
      keys: ['!Mod+Shift+O'],
      scope,
      when,
      run: () => void pick('folder')
    },
    { id: 'labelFile.take', title: 'Import the labels', keys: ['!Mod+Enter'], scope, when: view.canTake, run: view.take }
  ])
  return (
    <Dialog
      title={`Import labels to ${run.name}`}
      width={600}
      onClose={endLabelFile}
      actions={
        <span className={styles.buttons} data-scope={scope}>
          <Button onClick={endLabelFile} keys="Escape">
            Close
          </Button>
          <Button variant="primary" command="labelFile.take">
            Import
          </Button>
        </span>
      }
    >
      <FormFields scope={scope}>
        <p>
          Explanations of Neuronpedia (jsonl, jsonl.gz) or delphi (a folder), labels.jsonl of an export, or a table. What a person
          wrote here is never replaced.
        </p>
        <div className={styles.path}>
          <TextField
            label="File or folder of labels"
            mono
            autoFocus
            placeholder="/data/explanations/batch-0.jsonl.gz"
            value={view.path}
            onChange={view.setPath}
            onEnter={() => view.open()}
          />
          {isElectron() && (
            <>
              <Button command="labelFile.file">File…</Button>
              <Button command="labelFile.folder">Folder…</Button>
            </>
          )}
          <Button keys="Enter" disabled={view.path.trim() === ''} onClick={() => view.open()}>
            Open
          </Button>
        </div>
        <Outcome view={view} />
      </FormFields>
    </Dialog>
  )
}

function Outcome({ view }: { view: LabelFileView }) {
  const { look, taking } = view
  const failed = taking.kind === 'failed' ? taking.error : look.kind === 'failed' ? look.error : undefined
  return (
    <div aria-live="polite">
      <FormFields>
        {look.kind === 'busy' && <p>Reading the file</p>}
        {look.kind === 'done' && <LabelFileFound view={view} look={look.result} />}
        {look.kind === 'done' && <Choices view={view} bad={look.result.bad} />}
        {view.problem && taking.kind !== 'done' && <p className={styles.quiet}>{view.problem}</p>}
        {failed && (
          <p className={styles.failed} role="alert">
            {failed.message} {failed.hint}
          </p>
        )}
        {taking.kind === 'done' && <p className={styles.done}>{outcomeWords(taking.result)}</p>}
      </FormFields>
    </div>
  )
}

function Choices({ view, bad }: { view: LabelFileView; bad: number }) {
  return (
    <>
      <Segment<LabelsAs>
        label="They come as"
        value={view.as}
        onChange={view.setAs}
        options={[
          { value: 'suggestions', label: 'Suggestions' },
          { value: 'labels', label: 'Labels where nobody was' }
        ]}
      />
      {bad > 0 && (
        <Checkbox checked={view.leaveOut} onChange={view.setLeaveOut}>
          Leave out the rows that can not be used
        </Checkbox>
      )}
    </>
  )
}
