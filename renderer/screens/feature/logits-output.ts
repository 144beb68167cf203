/** What the direct logits of a feature hand out: each as a number that explains itself, all of them as a table. Pure. */
import type { Figure } from '../../app/numbers/figure'
import type { ChartOutput } from '../../app/output/chart-output'
import { type TableCell, tableText } from '../../app/output/table-text'
import { formatCount, formatFixed } from '../../widgets/format'
import type { TokenEffect } from './token-texts'

export interface LogitsOf {
  feature: number
  /** Of the vocabulary. */
  tokens: number
  /** Run, step and rows, in words. */
  source: string
}

export function logitFigure({ token, text, logit }: TokenEffect, { feature, tokens, source }: LogitsOf): Figure {
  return {
    of: `Feature ${feature}`,
    name: `direct logit of token ${token}${text === undefined ? '' : ` “${text.trim()}”`}`,
    value: formatFixed(logit, 2),
    explanation: `W_dec · W_U: what an activation of 1 adds to the token’s logit on the direct path, without later layers and the final norm; one of ${formatCount(tokens)} tokens`,
    source
  }
}

export interface LogitsOutputRequest {
  /** Name of the run. */
  run: string
  feature: number
  raised: readonly TokenEffect[]
  lowered: readonly TokenEffect[]
}

export function logitsOutput({ run, feature, raised, lowered }: LogitsOutputRequest): ChartOutput {
  const rows = logitRows(raised, lowered)
  return {
    name: `${run} feature ${feature} direct logits`,
    text: () => ({ text: tableText(rows, '\t'), rows: rows.length - 1 }),
    csv: async () => tableText(rows, ',')
  }
}

/** Raised tokens, the strongest first, then lowered ones. */
export function logitRows(raised: readonly TokenEffect[], lowered: readonly TokenEffect[]): TableCell[][] {
  const side = (name: string, effects: readonly TokenEffect[]) =>
    effects.map(({ token, text, logit }) => [name, token, text, logit])
  return [['side', 'token', 'text', 'logit'], ...side('raised', raised), ...side('lowered', lowered)]
}
