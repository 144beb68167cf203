/** What the map hands out: places, groups and colors of all features as a table, and the dots with their legend as a picture. Pure but for its colors. */
import type { ChartOutput } from '../../../app/output/chart-output'
import { type TableCell, tableText } from '../../../app/output/table-text'
import { placesOf } from '../../../widgets/feature-map/map-layout'
import type { Picture, Shape } from '../../../widgets/picture/shapes'
import { type ThemeColors, themeColors } from '../../../widgets/theme-colors'
import type { MapColoring } from './map-colors'

export interface MapDots {
  /** [features, 2] */
  positions: Float32Array
  /** [features] */
  groups: Uint32Array
  coloring: MapColoring
  /** 1 for the features of the list. */
  shown: Uint8Array
}

export interface MapOutputRequest extends MapDots {
  /** Name of the run. */
  run: string
  /** What the picture is, in a line. */
  caption: string
}

export function mapOutput({ run, caption, ...dots }: MapOutputRequest): ChartOutput {
  const name = `${run} map`
  return {
    name,
    text: () => ({ text: tableText(mapRows(dots), '\t'), rows: dots.groups.length }),
    csv: async () => tableText(mapRows(dots), ','),
    picture: () => mapPicture({ title: name, caption, dots, colors: themeColors() })
  }
}

/** A row per feature; `color` is the word of the legend, empty where the dot is grey. */
export function mapRows({ positions, groups, coloring, shown }: MapDots): TableCell[][] {
  const rows = Array.from(groups, (group, feature) => [
    feature,
    positions[2 * feature],
    positions[2 * feature + 1],
    group + 1,
    coloring.legend[coloring.colors[feature]],
    shown[feature]
  ])
  return [['feature', 'x', 'y', 'group', 'color', 'in_list'], ...rows]
}

const size = { width: 960, height: 960, top: 72, foot: 48 }

export interface MapPictureRequest {
  title: string
  caption: string
  dots: MapDots
  colors: ThemeColors
}

/** Features that the list leaves out are faint, below the others. */
export function mapPicture({ title, caption, dots, colors }: MapPictureRequest): Picture {
  const room = { width: size.width, height: size.height - size.top - size.foot }
  const places = placesOf(dots.positions, room)
  const dot = (feature: number, fill: string): Shape[] => {
    const [x, y] = [places[2 * feature], size.top + places[2 * feature + 1]]
    return Number.isFinite(x) && Number.isFinite(y) ? [{ kind: 'mark', form: 'circle', x, y, radius: 1.6, fill }] : []
  }
  const all = Array.from(dots.groups, (_, feature) => feature)
  const faint = all.filter((feature) => dots.shown[feature] === 0).flatMap((feature) => dot(feature, colors.line))
  const full = all
    .filter((feature) => dots.shown[feature] === 1)
    .flatMap((feature) => dot(feature, colors.runs[dots.coloring.colors[feature]] ?? colors.ink3))
  const words: Shape[] = [
    { kind: 'text', x: 16, y: 24, text: title, size: 13, bold: true, color: colors.ink },
    { kind: 'text', x: 16, y: size.height - 16, text: caption, size: 11, color: colors.ink3 }
  ]
  const shapes = [...words, ...legendShapes(dots.coloring, colors), ...faint, ...full]
  return { title, width: size.width, height: size.height, background: colors.canvas, shapes }
}

function legendShapes({ legend }: MapColoring, colors: ThemeColors): Shape[] {
  return legend.flatMap((word, slot): Shape[] => [
    { kind: 'mark', form: 'circle', x: 20 + slot * 180, y: 46, radius: 4, fill: colors.runs[slot] },
    { kind: 'text', x: 30 + slot * 180, y: 50, text: word.slice(0, 24), size: 11, color: colors.ink2 }
  ])
}
