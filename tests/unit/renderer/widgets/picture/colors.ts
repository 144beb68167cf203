/** Colours as themeColors() gives them, for tests of saved pictures. */
import type { ThemeColors } from '../../../../../renderer/widgets/theme-colors'

const names = [
  'canvas',
  'chrome',
  'sunken',
  'raised',
  'tint',
  'line',
  'control',
  'ink',
  'ink2',
  'ink3',
  'accent',
  'onAccent',
  'warn',
  'danger',
  'ok',
  'ramp0',
  'ramp1',
  'rampText',
  'neg0',
  'neg1',
  'fontUi',
  'fontMono'
] as const

export const colors: ThemeColors = {
  ...(Object.fromEntries(names.map((name, i) => [name, `#0000${(16 + i).toString(16)}`])) as Record<
    (typeof names)[number],
    string
  >),
  runs: ['#111111', '#222222', '#333333', '#444444', '#555555', '#666666']
}
