/** The ways out of a chart or table as commands of a screen: in the palette, the copy of values with its key. */
import type { Command } from '../commands/commands'
import { type ChartOutput, handOut, outputWords, waysOf } from './chart-output'

/** `area` is the first part of the ids, `detail` what is handed out. */
export function outputCommands(area: string, scope: string, detail: string, output: ChartOutput | undefined): Command[] {
  return waysOf(output).map((way) => ({
    id: `${area}.${way}`,
    title: outputWords[way],
    detail,
    scope,
    when: output !== undefined,
    ...(way === 'copyValues' ? { keys: ['Mod+Shift+C'] } : {}),
    run: () => output && void handOut(output, way)
  }))
}
