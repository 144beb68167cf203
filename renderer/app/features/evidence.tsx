/** The parts of a feature's evidence as the screens place them: histogram with its interval, and the examples. */
import { ActivationHistogram } from '../../widgets/activation-histogram/activation-histogram'
import { ActivationLegend } from '../../widgets/activation-legend'
import { Button } from '../../widgets/button'
import { Concordance } from '../../widgets/concordance/concordance'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { sourceOf, sourceWords } from '../numbers/figure'
import { useProject, useRuns } from '../project/current'
import styles from './evidence.module.css'
import { EvidenceProblem } from './evidence-problem'
import { useEvidenceView } from './evidence-view'
import { type ImageSource, useRowPictures } from './row-picture'
import type { Evidence } from './use-evidence'

export interface EvidenceHistogramProps {
  evidence: Evidence
  height: number
  steps?: number
}

export function EvidenceHistogram({ evidence, height, steps = 5 }: EvidenceHistogramProps) {
  const { scale, bins } = useEvidenceView()
  const { histogram, logHistogram } = evidence.page
  const isLog = bins === 'log' && logHistogram !== undefined
  const choose = (value: number) => {
    const entry = evidence.page.examples.intervals.find(({ from, to }) => value > from && value <= to)
    if (!entry) return
    evidence.setRange(undefined)
    useEvidenceView.setState({ interval: entry.interval })
  }
  return (
    <ActivationHistogram
      histogram={isLog ? logHistogram : histogram}
      isLog={isLog}
      decimals={evidence.decimals}
      scale={scale}
      height={height}
      steps={steps}
      interval={evidence.range ?? evidence.interval}
      onChoose={choose}
      onRange={evidence.setRange}
    />
  )
}

export function EvidenceLegend({ evidence, short }: { evidence: Evidence; short?: boolean }) {
  const scale = useEvidenceView((view) => view.scale)
  return (
    <ActivationLegend
      max={evidence.page.max}
      decimals={evidence.decimals}
      scale={scale}
      command="evidence.boost"
      short={short ?? false}
    />
  )
}

/** `interval 6 [ ]`: the keys beside the histogram or the section they move. */
export function IntervalKeys({ evidence, named = true }: { evidence: Evidence; named?: boolean }) {
  return (
    <span className={styles.interval}>
      {evidence.range ? 'own interval' : `interval${named ? ` ${evidence.interval?.interval ?? '–'}` : ''}`}
      <KeyHint command="evidence.less" />
      <KeyHint command="evidence.more" />
    </span>
  )
}

/** Of a picture among examples, in px: the lines are a little higher. */
const pictureHeight = 64

/** The images of the run's data set; undefined where it has none. */
export function useImageSource(run: string): ImageSource | undefined {
  const project = useProject()
  const dataset = useRuns()?.find(({ id }) => id === run)?.dataset
  const rowTable = project?.datasets.find(({ id }) => id === dataset)?.rowTable
  if (!project || dataset === undefined || !rowTable?.columns.some(({ role }) => role === 'image')) return undefined
  return { method: 'datasets.images', params: { project: project.id, dataset } }
}

export interface EvidenceExamplesProps {
  evidence: Evidence
  form: 'page' | 'roomy' | 'panel'
  /** Prints the interval keys at the first interval: where no histogram head has them. */
  intervalKeys?: boolean
}

export function EvidenceExamples({ evidence, form, intervalKeys = false }: EvidenceExamplesProps) {
  const { context, scale } = useEvidenceView()
  const { sections, decimals, page, focus, interval } = evidence
  const pictureOf = useRowPictures(useImageSource(page.run), pictureHeight)
  const run = useRuns()?.find(({ id }) => id === page.run)
  if (page.activeRows === 0) return <p className={styles.dead}>No row made this feature fire.</p>
  return (
    <>
      <EvidenceProblem page={page} />
      <Concordance
        sections={sections}
        max={page.max}
        decimals={decimals}
        context={context}
        scale={scale}
        focus={focus}
        form={form}
        source={`feature ${page.feature}; ${sourceWords(sourceOf(run, page.rows))}`}
        pictureOf={pictureOf}
        onOpen={evidence.open}
        actionsOf={(section) => {
          if (section.name === 'random' && page.examples.random.length > section.examples.length)
            return (
              <Button variant="quiet" size="small" command="evidence.again" noKeys={form === 'panel'}>
                Again
              </Button>
            )
          return intervalKeys && section.name === `interval-${interval?.interval}` ? (
            <IntervalKeys evidence={evidence} named={false} />
          ) : null
        }}
      />
    </>
  )
}
