/** A new project from activation files, on one page: files and choices at the left, what was understood at the right. */
import { useEffect } from 'react'
import { useCommands } from '../../app/commands/commands'
import { markStale } from '../../app/engine/query-client'
import { host } from '../../app/host'
import { Screen } from '../../app/layout/screen'
import { useStatusItems } from '../../app/layout/view'
import { enterOpened } from '../../app/project/current'
import { takeOfferedFiles, useOfferedFiles } from '../../app/project/dropped-files'
import { goBack, navigate, useSession } from '../../app/session'
import { Button } from '../../widgets/button'
import { Empty, Failed } from '../../widgets/empty'
import { addPaths } from './draft-choice'
import { createProject, discardDraft, stopWork } from './draft-creation'
import { DraftHead } from './draft-head'
import { inspect } from './draft-reading'
import { draftError, useDraft } from './draft-store'
import { FileList } from './file-list'
import { Findings } from './findings'
import styles from './new-project.module.css'
import { NormHistogram } from './norm-histogram'
import pictures from './pictures.module.css'
import { PreviewTable } from './preview-table'
import { ProjectForm } from './project-form'
import { Projection } from './projection'
import { RowRulesForm } from './row-rules-form'
import { Understood } from './understood'

export function DraftScreen() {
  const { inspection, error, files, reading, creating } = useDraft()
  const dtype = inspection?.activations?.dtype
  useOffered()
  useStatusItems({ selection: dtype && `Preview from disk, ${dtype} shown as decimal` })
  useDraftCommands(Boolean(inspection?.valid) && !reading && !creating)
  return (
    <Screen
      scope="files"
      sidebarWidth={300}
      sidebarLabel="Files and project"
      sidebar={
        <>
          <FileList />
          {files.length > 0 && <ProjectForm />}
          <RowRulesForm />
        </>
      }
      head={<DraftHead />}
    >
      {error && (
        <Failed
          error={draftError(error)}
          actions={files.length > 0 && <Button onClick={() => void inspect()}>Look again</Button>}
        />
      )}
      {!error && !inspection && !reading && (files.length === 0 ? <NoFiles /> : <NotLooked />)}
      {inspection && <Inspected stale={reading !== null} />}
    </Screen>
  )
}

function Inspected({ stale }: { stale: boolean }) {
  const { inspection } = useDraft()
  if (!inspection) return null
  const { activations } = inspection
  return (
    <div className={styles.inspected} data-stale={stale || undefined}>
      {activations && (
        <div className={styles.upper}>
          <Understood inspection={inspection} activations={activations} />
          <div className={styles.right}>
            <div className={pictures.pictures}>
              <NormHistogram activations={activations} />
              {activations.profile?.projection && <Projection projection={activations.profile.projection} />}
            </div>
            <Findings inspection={inspection} />
          </div>
        </div>
      )}
      {!activations && <Findings inspection={inspection} />}
      {activations && <PreviewTable activations={activations} rowTable={inspection.rowTable} />}
    </div>
  )
}

/** Reading was cancelled, or every file was put out. */
function NotLooked() {
  return (
    <Empty title="Nothing to show" actions={<Button onClick={() => void inspect()}>Look again</Button>}>
      <p>Include at least the activations, then look again.</p>
    </Empty>
  )
}

function NoFiles() {
  return (
    <Empty title="Add activation files" actions={<Button command="files.add">Add files…</Button>}>
      <p>
        Drop files or a folder anywhere in this window. Activations are arrays of [rows, d] or [sequences, positions, d], in one
        file or in shards: .npy, .npz, .safetensors, .pt, .parquet, .arrow, .h5, .csv, .jsonl, raw numbers, Hugging Face data
        sets. Beside them, if you have it, a table with one row per vector: token text or ids, document, position, labels. Files
        are read in place and never copied.
      </p>
    </Empty>
  )
}

/** Files that were dropped or picked before this screen was shown. */
function useOffered(): void {
  const waiting = useOfferedFiles((offered) => offered.paths)
  useEffect(() => {
    const paths = waiting.length > 0 ? takeOfferedFiles() : []
    if (paths.length > 0) addPaths(paths)
  }, [waiting])
}

function useDraftCommands(canCreate: boolean): void {
  const { name, folder } = useDraft()
  useCommands([
    { id: 'files.add', title: 'Add files…', keys: ['Mod+O'], scope: 'files', run: () => void addFiles() },
    {
      id: 'project.create',
      title: 'Create project',
      keys: ['Mod+Enter'],
      scope: 'files',
      when: canCreate && name.trim() !== '' && folder.trim() !== '',
      run: () => void create()
    },
    { id: 'project.cancelNew', title: 'Cancel', keys: ['Escape'], scope: 'files', hidden: true, run: cancel }
  ])
}

async function addFiles(): Promise<void> {
  const picked = await host().pick('files')
  if (picked === null) document.getElementById('add-path')?.focus()
  else if (picked.length > 0) addPaths(picked)
}

async function create(): Promise<void> {
  const project = await createProject()
  if (!project) return
  markStale(['projects.recent'])
  enterOpened(project)
}

/** First what is under way, then the draft itself. */
function cancel(): void {
  if (stopWork()) return
  discardDraft()
  if (useSession.getState().back.length > 0) goBack()
  else navigate('projects')
}
