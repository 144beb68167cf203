/** A label editor for the feature in view: fed by its page, saving through the contract, flushed when the feature is left. */
import { useEffect, useMemo, useReducer } from 'react'
import type { AuthoredOpinion } from '../../../contract/records/annotator'
import type { FeaturePage } from '../../../contract/records/feature'
import type { Label, LabelFields } from '../../../contract/records/label'
import { toastError } from '../../widgets/toast/toast-store'
import { opinionsWith, pageWithLabel } from '../engine/cache-updates'
import { client } from '../engine/client'
import { queryClient } from '../engine/query-client'
import { host } from '../host'
import { useWho } from '../people/who'
import { LabelEditor } from './label-editor'
import type { RunIds } from './use-feature-order'

let editors = 0
/** Editors with changes that could not be saved: who comes back to the feature finds them as they were. */
const unsaved = new Map<string, LabelEditor>()

/**
 * Undefined while there is no page. The editor is a new one for each feature. `beside`: what is written is kept as what one says,
 * beside the label of the project.
 */
export function useLabelEditor({ project, run }: RunIds, page: FeaturePage | undefined, beside = false): LabelEditor | undefined {
  const [, changed] = useReducer((count: number) => count + 1, 0)
  const feature = page?.run === run ? page?.feature : undefined
  const who = useWho()
  const author = beside ? who : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: one editor per feature; later versions of the page are taken below
  const editor = useMemo(() => {
    if (!project || !run || feature === undefined || !page) return undefined
    return createEditor({ project, run, feature }, fieldsOf(page), { author, onChange: changed })
  }, [project, run, feature, author])
  if (editor && page && page.feature === feature) editor.take(fieldsOf(page))
  useEffect(() => {
    if (!editor || !project || !run || feature === undefined) return
    const flush = () => void leave(editor, { project, run, feature })
    window.addEventListener('pagehide', flush)
    const stop = host().onLeave(() => editor.flush().then(() => undefined))
    return () => {
      stop()
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [editor, project, run, feature])
  return editor
}

interface FeaturePlace {
  project: string
  run: string
  feature: number
}

function keyOf({ project, run, feature }: FeaturePlace): string {
  return `${project} ${run} ${feature}`
}

interface EditorSetup {
  /** Whose opinion is written, beside the label of the project. */
  author: string | undefined
  onChange: () => void
}

function createEditor(place: FeaturePlace, fields: LabelFields, { author, onChange }: EditorSetup): LabelEditor {
  const kept = unsaved.get(keyOf(place))
  if (kept) {
    unsaved.delete(keyOf(place))
    kept.onChange = onChange
    return kept
  }
  return new LabelEditor(fields, {
    name: `${Date.now().toString(36)}-${editors++}`,
    onChange,
    save: async (change, group) => {
      if (author !== undefined) {
        const said = await client().call('annotators.write', { ...place, change, ...(group && { group }) })
        putIntoOpinions(place, said, author)
        return said
      }
      const label = await client().call('labels.edit', { ...place, change, ...(group && { group }) })
      putIntoPages(place, label)
      return label
    }
  })
}

/** The answer may come before the event: pages in the cache must not fall back to the old label in between. */
function putIntoPages({ project, run }: { project: string; run: string }, label: Label): void {
  queryClient.setQueriesData<FeaturePage>(
    { queryKey: ['features.page'], predicate: ({ queryKey }) => isOf(queryKey[1], project, run) },
    (page) => page && pageWithLabel(page, label)
  )
}

function putIntoOpinions(place: FeaturePlace, said: Label, author: string): void {
  queryClient.setQueryData<AuthoredOpinion[]>(
    ['annotators.ofFeature', place],
    (opinions) => opinions && opinionsWith(opinions, said, author)
  )
}

function isOf(params: unknown, project: string, run: string): boolean {
  const place = params as { project?: string; run?: string }
  return place.project === project && place.run === run
}

/** What could not be saved when its feature was left is told and kept. */
async function leave(editor: LabelEditor, place: FeaturePlace): Promise<void> {
  if (!editor.isDirty) return
  const saved = await editor.flush()
  if (saved) return
  unsaved.set(keyOf(place), editor)
  if (editor.state.kind === 'failed') toastError(editor.state.error)
}

export function fieldsOf({
  label,
  notes,
  tags,
  confidence,
  status
}: Omit<LabelFields, 'confidence'> & { confidence?: LabelFields['confidence'] | undefined }): LabelFields {
  return { label, notes, tags, confidence: confidence ?? null, status }
}
