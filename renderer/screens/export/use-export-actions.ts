/** Writing, verifying and handing over an export. */

import { useState } from 'react'
import type { ExportRecord, Receipt } from '../../../contract/records/export'
import { isUnderWay } from '../../../contract/records/job'
import type { Project } from '../../../contract/records/project'
import type { Run } from '../../../contract/records/run'
import type { LoupeError } from '../../../contract/wire/errors'
import { useAct, useCall } from '../../app/engine/queries'
import { markStale } from '../../app/engine/query-client'
import { host, isElectron } from '../../app/host'
import { formatPlural } from '../../widgets/format'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { useExportView, wishOf } from './export-view'
import { isVerified, receiptText } from './ledger'

export interface ExportActions {
  folder: string
  setFolder(folder: string): void
  chooseFolder(): Promise<void>
  canWrite: boolean
  isWriting: boolean
  writeError: LoupeError | null
  canCancel: boolean
  cancel(): void
  write(): void
  /** The outcome of the last "verify again", by export. */
  verified: Record<string, Receipt['verified']>
  isVerifying: boolean
  verify(record: ExportRecord): void
  showFolder(record: ExportRecord): void
  canShowFolder: boolean
  copyReceipt(record: ExportRecord): Promise<void>
}

interface ExportSubject {
  project: Project
  run: Run
  step: number
  /** False: the plan says that it can not be written like this. */
  isPossible: boolean
}

export function useExportActions({ project, run, step, isPossible }: ExportSubject): ExportActions {
  const [folder, setFolder] = useFolder(project, run)
  const view = useExportView()
  const [verified, setVerified] = useState<Record<string, Receipt['verified']>>({})
  const write = useAct('exports.write', {
    quiet: true,
    onDone: (record) => {
      useExportView.setState({ chosen: record.id })
      setFolder(null)
      markStale(['exports.suggestFolder'])
      toast({
        tone: 'ok',
        text: `Exported ${formatPlural(record.receipt.labels.written, 'feature')}, ${isVerified(record.receipt.verified) ? 'verified' : 'not equal when read back'}`,
        action: isElectron() ? { label: 'Show', run: () => void host().showInFolder(record.folder) } : undefined
      })
    }
  })
  const verify = useAct('exports.verify')
  const cancel = useAct('jobs.cancel')
  const { data: jobs } = useCall('jobs.list', { project: project.id })
  const job = jobs?.find((other) => other.kind === 'export' && isUnderWay(other))
  return {
    folder,
    setFolder,
    chooseFolder: async () => {
      const picked = await host().pickSave(folder)
      if (picked) setFolder(picked)
    },
    canWrite: isPossible && folder.trim() !== '' && !write.isPending && !project.readOnly,
    isWriting: write.isPending,
    writeError: write.error,
    write: () =>
      write.mutate(
        { project: project.id, run: run.id, step, ...wishOf(view), folder: folder.trim() },
        { onError: ({ code }) => code === 'cancelled' && toast({ text: 'Export cancelled', detail: 'Nothing was written.' }) }
      ),
    canCancel: write.isPending && job !== undefined,
    cancel: () => job && cancel.mutate({ job: job.id }),
    verified,
    isVerifying: verify.isPending,
    verify: (record) =>
      verify.mutate(
        { project: project.id, export: record.id },
        { onSuccess: (outcome) => setVerified((old) => ({ ...old, [record.id]: outcome })) }
      ),
    showFolder: (record) => void host().showInFolder(record.folder),
    canShowFolder: isElectron(),
    copyReceipt: async (record) => {
      try {
        await host().copyText(receiptText(record.receipt, record.folder))
        toast({ tone: 'ok', text: 'Receipt copied' })
      } catch (error) {
        toastError(error)
      }
    }
  }
}

/**
 * The engine's suggestion until the person writes another folder; after an export a fresh one.
 * What was written stays when a suggestion comes late: it was meant.
 */
function useFolder(project: Project, run: Run): [string, (folder: string | null) => void] {
  const { as } = useExportView()
  const { data } = useCall('exports.suggestFolder', { project: project.id, run: run.id, as })
  const [folder, setFolder] = useState<string | null>(null)
  return [folder ?? data?.folder ?? '', setFolder]
}
