/** The left third of the feature page: what a person says about the feature, its nearest features, and every edit so far. */
import type { RefObject } from 'react'
import type { FeaturePage } from '../../../contract/records/feature'
import { AroundSections } from '../../app/annotation/around-sections'
import { ChecksSection } from '../../app/checks/checks-section'
import { useCall } from '../../app/engine/queries'
import { ConfidenceChoice } from '../../app/features/confidence'
import type { LabelEditor } from '../../app/features/label-editor'
import { LabelField } from '../../app/features/label-field'
import { editWords, savedWords } from '../../app/features/label-words'
import { NotesField } from '../../app/features/notes-field'
import { TagChips } from '../../app/features/tag-chips'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedNumber } from '../../app/numbers/cited-number'
import { type Figure, type NumberSource, sourceWords } from '../../app/numbers/figure'
import { replacePlace } from '../../app/session'
import { SuggestionPanel } from '../../app/suggestions/suggestion-panel'
import { formatCount, formatFixed, formatWhen } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { KeyedWords } from '../../widgets/key-hint/keyed-words'
import { SideSection } from '../../widgets/panel'
import styles from './label-column.module.css'
import { LogitsPart } from './logits-part'
import { Together } from './together'
import { finishLabel } from './use-feature-commands'

const scope = 'feature'
const neighborsShown = 5

export interface LabelColumnProps {
  place: RunIds
  page: FeaturePage
  source: NumberSource
  editor: LabelEditor | undefined
  input: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

export function LabelColumn({ place, page, source, editor, input, readOnly }: LabelColumnProps) {
  const history = useHistory(place, page)
  const saved = editor ? savedWords(editor, history?.[0]?.at) : ''
  return (
    <div className={styles.column}>
      <SideSection title="Label" actions={<KeyedWords words={readOnly ? 'read-only' : saved} command="feature.label" />}>
        <div className={styles.form}>
          <LabelField ref={input} editor={editor} readOnly={readOnly} onEnter={() => finishLabel(editor)} />
          <TagChips editor={editor} scope={scope} readOnly={readOnly} form="own" />
          <div className={styles.confidence}>
            <span>Confidence</span>
            <ConfidenceChoice editor={editor} scope={scope} readOnly={readOnly} />
          </div>
        </div>
      </SideSection>
      <SuggestionPanel {...{ place, editor, scope, readOnly }} feature={page.feature} />
      <SideSection title="Notes" actions={<KeyedWords words="Markdown" command="label.notes" />}>
        <NotesField editor={editor} place={place} feature={page.feature} scope={scope} readOnly={readOnly} />
      </SideSection>
      <ChecksSection place={place} page={page} editor={editor} readOnly={readOnly} scope={scope} history />
      {place.project && place.run && (
        <AroundSections place={{ project: place.project, run: place.run }} feature={page.feature} scope={scope} />
      )}
      <Neighbors page={page} source={source} />
      <Together place={place} feature={page.feature} readOnly={readOnly} />
      <LogitsPart place={place} feature={page.feature} readOnly={readOnly} />
      <History edits={history} />
    </div>
  )
}

function Neighbors({ page, source }: { page: FeaturePage; source: NumberSource }) {
  const neighbors = page.neighbors.slice(0, neighborsShown)
  if (neighbors.length === 0) return null
  return (
    <SideSection title="Nearest by decoder" actions="cosine">
      <ul>
        {neighbors.map(({ feature, cosine, label }) => (
          <li key={feature} className={styles.line}>
            <button type="button" className={styles.neighbor} onClick={() => replacePlace({ feature })}>
              <span className={styles.id}>{feature}</span>
              <span className={label ? 'ellipsis' : styles.none}>{label || 'no label'}</span>
            </button>
            <CitedNumber figure={cosineFigure(page.feature, feature, cosine, source)} />
          </li>
        ))}
      </ul>
    </SideSection>
  )
}

function cosineFigure(feature: number, other: number, cosine: number, source: NumberSource): Figure {
  return {
    of: `Features ${feature} and ${other}`,
    name: 'decoder cosine',
    value: formatFixed(cosine, 2),
    explanation: 'Cosine between decoder rows, in the original space of the activations',
    source: sourceWords(source)
  }
}

type Edits = ReturnType<typeof useHistory>

function useHistory({ project, run }: RunIds, { feature }: FeaturePage) {
  const enabled = Boolean(project && run)
  return useCall('labels.history', { project: project ?? '', run: run ?? '', feature }, { enabled }).data
}

function History({ edits }: { edits: Edits }) {
  const shown = edits?.filter((edit) => edit.applied) ?? []
  if (shown.length === 0) return null
  return (
    <SideSection title="History" count={formatCount(shown.length)} actions={<KeyHint command="label.history" />}>
      <ol>
        {shown.map((edit) => (
          <li
            key={edit.id}
            className={styles.edit}
            title={`${edit.author}, ${new Date(edit.at).toLocaleString()}: ${editWords(edit)}`}
          >
            <span className={styles.when}>{formatWhen(edit.at)}</span>
            <span className="ellipsis">
              {edit.author && <span className={styles.who}>{edit.author} </span>}
              {editWords(edit)}
            </span>
          </li>
        ))}
      </ol>
    </SideSection>
  )
}
