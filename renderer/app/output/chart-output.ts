/** Copying and saving what a chart shows: its values as text, itself as a picture. */
import { LoupeError } from '../../../contract/wire/errors'
import { pngOf } from '../../widgets/picture/png'
import type { Picture } from '../../widgets/picture/shapes'
import { svgOf } from '../../widgets/picture/svg'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { host } from '../host'

/** What a chart can hand out; asked for when it is wanted. */
export interface ChartOutput {
  /** Without an ending: the name of saved files. */
  name: string
  /** Values with tabs between, and in how many rows. */
  text(): { text: string; rows: number }
  /** All that was measured, comma-separated; may have to be fetched. */
  csv(): Promise<string>
  /** Left out for a table that is no chart. */
  picture?(): Picture
}

export const outputWays = ['copyValues', 'copyPicture', 'csv', 'svg', 'png'] as const
export type OutputWay = (typeof outputWays)[number]

export const outputWords: Record<OutputWay, string> = {
  copyValues: 'Copy values',
  copyPicture: 'Copy picture',
  csv: 'Save as CSV…',
  svg: 'Save as SVG…',
  png: 'Save as PNG…'
}

const pictureWays: readonly OutputWay[] = ['copyPicture', 'svg', 'png']

/** The ways out that this one has. */
export function waysOf(output: ChartOutput | undefined): readonly OutputWay[] {
  return output && output.picture === undefined ? outputWays.filter((way) => !pictureWays.includes(way)) : outputWays
}

/** Never throws: what goes wrong is said. */
export async function handOut(output: ChartOutput, way: OutputWay): Promise<void> {
  try {
    const done = await ways[way](output)
    if (done) toast({ tone: 'ok', text: done })
  } catch (error) {
    toastError(error)
  }
}

/** What was done in words; undefined when the person changed their mind. */
const ways: Record<OutputWay, (output: ChartOutput) => Promise<string | undefined>> = {
  copyValues: async (output) => {
    const { text, rows } = output.text()
    await host().copyText(text)
    return `${rows} rows of ${output.name} copied, separated by tabs`
  },
  copyPicture: async (output) => {
    await copyPng(await pngOf(pictureOf(output)))
    return `Picture of ${output.name} copied`
  },
  csv: async (output) => saved(`${output.name}.csv`, new TextEncoder().encode(await output.csv())),
  svg: async (output) => saved(`${output.name}.svg`, new TextEncoder().encode(svgOf(pictureOf(output)))),
  png: async (output) => saved(`${output.name}.png`, await pngOf(pictureOf(output)))
}

function pictureOf({ name, picture }: ChartOutput): Picture {
  if (!picture) throw new LoupeError('unsupported', `There is no picture of ${name}`)
  return picture()
}

/** Writing to the clipboard is the one permission that the page has; host().copyText is for texts only. */
function copyPng(png: Uint8Array): Promise<void> {
  return navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([png.slice()], { type: 'image/png' }) })])
}

async function saved(name: string, content: Uint8Array): Promise<string | undefined> {
  const fileName = name.replace(/[\\/:*?"<>|\0]/g, '-')
  return (await host().saveFile(fileName, content)) ? `${fileName} saved` : undefined
}
