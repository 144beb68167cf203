/** Two features against each other: rows on which only this one fires, both, and only the held one. */
import { useMemo } from 'react'
import type { Result } from '../../../contract/calls/index'
import type { FeaturePage } from '../../../contract/records/feature'
import { useCall } from '../../app/engine/queries'
import { useImageSource } from '../../app/features/evidence'
import { useEvidenceView } from '../../app/features/evidence-view'
import { useRowPictures } from '../../app/features/row-picture'
import { CitedNumber } from '../../app/numbers/cited-number'
import { type Figure, type NumberSource, sourceWords } from '../../app/numbers/figure'
import { useSession } from '../../app/session'
import { ActivationLegend } from '../../widgets/activation-legend'
import { Concordance } from '../../widgets/concordance/concordance'
import { activationDecimals, contextToLoad } from '../../widgets/concordance/layout'
import type { ExampleSection } from '../../widgets/concordance/sections'
import { Failed } from '../../widgets/empty'
import { formatCount, formatFixed, formatPlural } from '../../widgets/format'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import styles from './feature-evidence.module.css'

export interface ContrastEvidenceProps {
  page: FeaturePage
  source: NumberSource
  /** The feature it is compared with. */
  other: number
}

type Found = Result<'features.contrast'>

const most = 8
/** Px, as among the examples. */
const pictureHeight = 64

export function ContrastEvidence({ page, source, other }: ContrastEvidenceProps) {
  const project = useSession((session) => session.project) ?? ''
  const { context, scale } = useEvidenceView()
  const params = { project, run: page.run, a: page.feature, b: other, most, context: contextToLoad(context) }
  const { data, error } = useCall('features.contrast', params, { keepPrevious: true })
  const sections = useMemo(() => (data ? sectionsOf(data, page.feature, other) : []), [data, page.feature, other])
  const largest = sections.flatMap(({ examples }) => examples).reduce((max, { value }) => Math.max(max, value), 0)
  const decimals = activationDecimals(largest)
  const pictureOf = useRowPictures(useImageSource(page.run), pictureHeight)
  if (error) return <Failed error={error} />
  return (
    <>
      <section className={styles.bar} aria-label="Compared with the held feature">
        <h2 className="heading">
          Feature {page.feature} and {other}
        </h2>
        {data && (
          <span className={styles.detail}>
            Jaccard <CitedNumber figure={jaccardFigure(data, page.feature, other, source)} />
          </span>
        )}
        <KeyHint command="feature.compare" />
        <span className={styles.right}>
          <ActivationLegend max={largest} decimals={decimals} scale={scale} command="evidence.boost" />
        </span>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part has to be reachable by keyboard */}
      <section className={styles.examples} aria-label="Rows of one and of both" tabIndex={0}>
        <Concordance
          sections={sections}
          max={largest}
          decimals={decimals}
          context={context}
          scale={scale}
          form="page"
          source={sourceWords(source)}
          pictureOf={pictureOf}
        />
      </section>
    </>
  )
}

function jaccardFigure({ onlyA, both, onlyB }: Found, a: number, b: number, source: NumberSource): Figure {
  const either = onlyA.count + both.count + onlyB.count
  return {
    of: `Features ${a} and ${b}`,
    name: 'Jaccard',
    value: formatFixed(either > 0 ? both.count / either : 0, 3),
    explanation: `Rows on which both fire ÷ rows on which one does = ${formatCount(both.count)} ÷ ${formatCount(either)}`,
    source: sourceWords(source)
  }
}

function sectionsOf({ onlyA, both, onlyB }: Found, a: number, b: number): ExampleSection[] {
  const section = (name: string, title: string, part: Found['both'], explanation: string): ExampleSection => ({
    name,
    title,
    detail: formatPlural(part.count, 'row'),
    explanation,
    examples: part.examples,
    hidden: 0
  })
  return [
    section('only-a', `Only ${a}`, onlyA, `Rows on which ${a} fires and ${b} does not, the strongest first; activations of ${a}`),
    section('both', 'Both', both, `Rows on which both fire, strong for both first; activations of ${a}`),
    section('only-b', `Only ${b}`, onlyB, `Rows on which ${b} fires and ${a} does not, the strongest first; activations of ${b}`)
  ]
}
