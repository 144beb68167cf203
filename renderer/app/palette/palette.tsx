/** The palette: one field for commands, features and runs. */
import { type KeyboardEvent, useState } from 'react'
import { Finder } from '../../widgets/finder/finder'
import { type PaletteMode, useView } from '../layout/view'
import { PaletteFoot } from './palette-foot'
import type { PaletteItem } from './palette-items'
import { PaletteRow } from './palette-row'
import { usePaletteGroups } from './use-palette-groups'

const firstText: Record<PaletteMode, string> = { all: '', commands: '>', features: '#', 'go-to': '' }

export function Palette({ mode }: { mode: PaletteMode }) {
  const [text, setText] = useState(firstText[mode])
  const groups = usePaletteGroups(text, mode)
  const items = groups.flatMap(({ title, items }) =>
    items.map((item) => ({ key: item.key, group: title, content: <PaletteRow item={item} />, act: () => runItem(item) }))
  )
  return (
    <Finder
      title="Command palette"
      label={mode === 'go-to' ? 'Go to feature or run' : 'Command, feature or run'}
      kinds={mode === 'go-to' ? 'features, runs' : 'commands, features, runs'}
      text={text}
      onText={setText}
      items={items}
      wraps
      onKey={closedBy}
      onClose={closePalette}
      empty="Nothing fits. Try fewer letters."
      foot={<PaletteFoot />}
    />
  )
}

/** The keys that opened it close it. */
function closedBy(event: KeyboardEvent): boolean {
  const mod = event.ctrlKey || event.metaKey
  if (event.key !== 'F1' && !(mod && ['k', 'K', 'p', 'P'].includes(event.key))) return false
  closePalette()
  return true
}

function closePalette(): void {
  useView.setState({ palette: null })
}

/** The palette closes and gives the focus back before the command runs, since many commands move the focus themselves. */
function runItem(item: PaletteItem): void {
  closePalette()
  setTimeout(() => item.run(), 0)
}
