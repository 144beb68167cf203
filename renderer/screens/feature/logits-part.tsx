/** Tokens that the direction of the feature makes likelier and less likely; a button where no unembedding was given yet. */
import { useMemo, useState } from 'react'
import { useCommands } from '../../app/commands/commands'
import { useAct, useCall } from '../../app/engine/queries'
import type { RunIds } from '../../app/features/use-feature-order'
import { CitedNumber } from '../../app/numbers/cited-number'
import { type Figure, studySource } from '../../app/numbers/figure'
import { OutputMenu } from '../../app/output/output-menu'
import { useRun } from '../../app/project/current'
import type { AskedQuestion } from '../../app/studies/same-question'
import { useStudyArrays } from '../../app/studies/use-arrays'
import { type AnsweredStudy, useStudy } from '../../app/studies/use-study'
import { useStudyProgress } from '../../app/studies/use-study-progress'
import { Button } from '../../widgets/button'
import { SideSection } from '../../widgets/panel'
import { textOfToken } from '../../widgets/token-strip/text'
import styles from './logits.module.css'
import { LogitsDialog } from './logits-dialog'
import { logitFigure, logitsOutput } from './logits-output'
import { type TokenEffect, tokenEffects } from './token-texts'

export interface LogitsPartProps {
  place: RunIds
  feature: number
  readOnly: boolean
}

type LogitsQuestion = AskedQuestion & { kind: 'logits' }

const shown = 5

export function LogitsPart({ place, feature, readOnly }: LogitsPartProps) {
  const [isOpen, setOpen] = useState(false)
  const view = useStudy(place, useLatestQuestion(place))
  const begin = useAct('studies.start')
  const isRunning = view.latest?.state === 'running'
  const { words } = useStudyProgress(isRunning ? view.latest?.job : undefined)
  const failed = view.latest?.state === 'failed' ? view.latest.error : (begin.error ?? undefined)
  useCommands([
    {
      id: 'feature.logits',
      title: 'Direct logits: choose an unembedding…',
      scope: 'feature',
      when: !readOnly && !isRunning && Boolean(place.run),
      run: () => setOpen(true)
    }
  ])
  const start = (question: LogitsQuestion) => {
    setOpen(false)
    // Asked with the same files again, the person means what is in them now.
    begin.mutate({ project: place.project ?? '', run: place.run ?? '', question, fresh: true })
  }
  return (
    <SideSection
      title="Direct logits"
      actions={
        view.answered && (
          <Button variant="quiet" size="small" command="feature.logits" noKeys>
            Other…
          </Button>
        )
      }
    >
      {failed && (
        <p className={styles.note} role="alert">
          {failed.message} {failed.hint}
        </p>
      )}
      {isRunning && (
        <p className={styles.note} role="status">
          Computing: {words}
        </p>
      )}
      {view.answered && <Effects place={place} feature={feature} answered={view.answered} />}
      {!view.answered && !isRunning && (
        <Button size="small" command="feature.logits" noKeys>
          Choose an unembedding…
        </Button>
      )}
      {isOpen && <LogitsDialog onStart={start} onClose={() => setOpen(false)} />}
    </SideSection>
  )
}

/** The files are not known beforehand: what was asked last of this run is what is shown. */
function useLatestQuestion({ project, run }: RunIds): LogitsQuestion | undefined {
  const enabled = Boolean(project && run)
  const { data } = useCall('studies.list', { project: project ?? '', run: run ?? '' }, { enabled })
  return useMemo(() => {
    const asked = data?.find((study) => study.run === run && study.kind === 'logits')?.question
    return asked?.kind === 'logits' ? asked : undefined
  }, [data, run])
}

interface EffectsProps extends Pick<LogitsPartProps, 'place' | 'feature'> {
  answered: AnsweredStudy<'logits'>
}

function Effects({ place, feature, answered }: EffectsProps) {
  const arrays = useStudyArrays(place.project, answered, textNames)
  const texts = useMemo(() => {
    const { tokenStarts: starts, tokenText: points } = arrays ?? {}
    return starts instanceof Uint32Array && points instanceof Uint32Array ? { starts, points } : undefined
  }, [arrays])
  const slice = { project: place.project ?? '', study: answered.study.id, from: feature, count: 1 }
  const part = (array: string) => ({ ...slice, array })
  const top = useCall('studies.slice', part('topTokens'), { keepPrevious: true }).data
  const topLogits = useCall('studies.slice', part('topLogits'), { keepPrevious: true }).data
  const bottom = useCall('studies.slice', part('bottomTokens'), { keepPrevious: true }).data
  const bottomLogits = useCall('studies.slice', part('bottomLogits'), { keepPrevious: true }).data
  const run = useRun()
  if (!top || !topLogits || !bottom || !bottomLogits) return null
  const raised = tokenEffects(top.values, topLogits.values, texts)
  const lowered = tokenEffects(bottom.values, bottomLogits.values, texts)
  const of = { feature, tokens: answered.answer.tokens, source: studySource(run, answered.study) }
  const figureOf = (effect: TokenEffect) => logitFigure(effect, of)
  return (
    <>
      <div className={styles.sides}>
        <Side title="Raised" effects={raised.slice(0, shown)} figureOf={figureOf} />
        <Side title="Lowered" effects={lowered.slice(0, shown)} figureOf={figureOf} />
      </div>
      <div className={styles.save}>
        <OutputMenu label="direct logits" output={logitsOutput({ run: run?.name ?? '', feature, raised, lowered })} />
      </div>
      {answered.study.stale && <p className={styles.note}>From an earlier analysis.</p>}
    </>
  )
}

const textNames = ['tokenStarts', 'tokenText']

interface SideProps {
  title: string
  effects: readonly TokenEffect[]
  figureOf: (effect: TokenEffect) => Figure
}

function Side({ title, effects, figureOf }: SideProps) {
  return (
    <div className={styles.side}>
      <h3>{title}</h3>
      <ol aria-label={`${title} tokens`}>
        {effects.map((effect) => (
          <li key={effect.token} className={styles.token} title={`token ${effect.token}`}>
            {effect.text === undefined ? (
              <span className={styles.id}>#{effect.token}</span>
            ) : (
              <span className={`ellipsis ${styles.text}`}>{textOfToken(effect.text)}</span>
            )}
            <CitedNumber figure={figureOf(effect)} />
          </li>
        ))}
      </ol>
    </div>
  )
}
