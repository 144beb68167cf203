/** An answered pattern table: one layer with features as rows, or two beside each other with the patterns as shared rows. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PatternsAnswer } from '../../../contract/records/studies/patterns'
import type { RunIds } from '../../app/features/use-feature-order'
import { mainRegion } from '../../app/layout/regions'
import { studySource } from '../../app/numbers/figure'
import { useRuns } from '../../app/project/current'
import type { AskedQuestion } from '../../app/studies/same-question'
import { StudyPart } from '../../app/studies/study-part'
import { useStudyArrays } from '../../app/studies/use-arrays'
import { type AnsweredStudy, useStudy } from '../../app/studies/use-study'
import { Skeleton } from '../../widgets/skeleton'
import { LayerPane } from './layer-pane'
import { type Arrays, denseLayer, featureLayer } from './layers'
import type { SourceChoice } from './pattern-source'
import styles from './patterns.module.css'
import { PatternsHead } from './patterns-head'
import { patternsOutput } from './patterns-output'
import { type Beside, smallDense, usePatternsView } from './patterns-view'
import { Readout } from './readout'
import { type LayerModel, layerModel, shownPatterns } from './table-model'
import { usePatternCommands } from './use-pattern-commands'

type Answered = AnsweredStudy<'patterns'>
type Question = AskedQuestion & { kind: 'patterns' }

const arrayNames = ['features', 'means', 'eta', 'dimensions', 'dense']

export interface PatternTableProps {
  place: RunIds
  answered: Answered
  choices: readonly SourceChoice[]
  choice: SourceChoice
  question: Question
}

export function PatternTable(props: PatternTableProps) {
  const arrays = useStudyArrays(props.place.project, props.answered, arrayNames)
  if (!arrays)
    return (
      <div className={styles.waiting}>
        <Skeleton rows={16} rowHeight={24} />
      </div>
    )
  return <LoadedTable {...props} arrays={arrays} />
}

function LoadedTable({ place, answered, arrays, choices, choice, question }: PatternTableProps & { arrays: Arrays }) {
  const { answer } = answered
  const view = usePatternsView()
  const runs = useRuns() ?? []
  const run = runs.find(({ id }) => id === place.run)
  const others = runs.filter((other) => other.id !== place.run && other.analysis && other.dataset === run?.dataset)
  const beside = besideOf(view.beside, answer, others)
  const otherRun = others.find(({ id }) => id === beside)
  const other = useStudy({ project: place.project, run: otherRun?.id }, otherRun && question)
  const otherArrays = useStudyArrays(place.project, other.answered, arrayNames)
  const main = useMemo(() => featureLayer(answer, arrays), [answer, arrays])
  const shown = useMemo(() => shownPatterns(answer, main, view.patterns), [answer, main, view.patterns])
  const models = useMemo((): LayerModel[] => {
    const looks = { items: view.items, scale: view.scale }
    const source = studySource(run, answered.study)
    const features = layerModel({
      ...{ layer: main, answer, shown, source, title: run?.name ?? 'features', run: place.run, view: looks }
    })
    const dense = beside === 'dense' ? denseLayer(answer, arrays) : undefined
    if (dense)
      return [
        layerModel({
          ...{ layer: dense, answer, shown, source, title: 'dense layer', run: undefined },
          view: { ...looks, items: 'cluster' }
        }),
        features
      ]
    if (!otherRun || !other.answered || !otherArrays?.means) return [features]
    const layer = featureLayer(other.answered.answer, otherArrays)
    return [
      features,
      layerModel({
        ...{ layer, answer: other.answered.answer, shown, title: otherRun.name, run: otherRun.id, view: looks },
        source: studySource(otherRun, other.answered.study)
      })
    ]
  }, [
    view.items,
    view.scale,
    main,
    answer,
    answered.study,
    shown,
    run,
    place.run,
    beside,
    arrays,
    otherRun,
    other.answered,
    otherArrays
  ])
  const [top, setTop] = useState(0)
  const [heads, setHeads] = useState<Record<number, number>>({})
  const headHeight = Math.max(0, ...models.map((_, index) => heads[index] ?? 0))
  const tellHead = useCallback((index: number, height: number) => setHeads((old) => ({ ...old, [index]: height })), [])
  const layer = Math.min(view.active.layer, models.length - 1)
  const output = patternsOutput({
    name: `${run?.name ?? ''} patterns ${choice.label}`,
    model: models[layer],
    shown,
    isTurned: models.length > 1
  })
  useFocusOnTable()
  usePatternCommands({ place, models, shown, answered, noun: choice.label, output })
  return (
    <>
      <PatternsHead {...{ answer, choices, choice, beside, others, output }} />
      <Readout models={models} shown={shown} answered={answered} />
      <div className={styles.panes}>
        {models.map((model, index) => (
          <LayerPane
            key={model.title}
            {...{ place, model, shown, top, answer, headHeight }}
            index={index}
            isTurned={models.length > 1 || otherRun !== undefined}
            isActive={index === layer}
            onTop={setTop}
            onHeadHeight={tellHead}
          />
        ))}
        {otherRun && models.length === 1 && (
          <section className={styles.pane} aria-label={otherRun.name}>
            <StudyPart
              view={other}
              scope="patterns-other"
              hasKeys={false}
              title={`No pattern table of ${otherRun.name} yet`}
              action="Make its pattern table"
              explanation="The same patterns, as the features of this run answer to them."
            >
              {() => null}
            </StudyPart>
          </section>
        )}
      </div>
    </>
  )
}

function besideOf(wanted: Beside | undefined, answer: PatternsAnswer, others: readonly { id: string }[]): Beside {
  if (wanted === undefined) return (answer.dIn ?? Number.POSITIVE_INFINITY) <= smallDense ? 'dense' : 'nothing'
  if (wanted === 'dense') return answer.dIn === undefined ? 'nothing' : 'dense'
  return others.some(({ id }) => id === wanted) ? wanted : 'nothing'
}

/** The keys that move the cell are the table's own: it takes the focus of the screen, unless something else was focused. */
function useFocusOnTable(): void {
  useEffect(() => {
    const main = mainRegion()
    if (document.activeElement !== main && document.activeElement !== document.body) return
    main?.querySelector<HTMLElement>('[role="grid"]')?.focus()
  }, [])
}
