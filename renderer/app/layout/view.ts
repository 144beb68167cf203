/**
 * What of the window is shown: sidebar, right panel, drawer, palette, key help; and what the screen puts into the status bar.
 */
import { type ReactNode, useEffect } from 'react'
import { create } from 'zustand'

export type PaletteMode = 'all' | 'commands' | 'features' | 'go-to'

interface View {
  sidebar: boolean
  panel: boolean
  drawer: boolean
  /** Whether the screen has them at all, so that a toggle for nothing is disabled. */
  hasSidebar: boolean
  hasPanel: boolean
  /** The scope of the screen's main area: its keys act wherever the focus is not in a nearer scope. */
  scope: string
  palette: PaletteMode | null
  keysHelp: boolean
  status: StatusItems
}

export interface StatusItems {
  /** Left, after the project: "Draft saved 14:02:31". Left out: the time of the last saved label. */
  saved?: string
  /** Right: "3 selected", "Feature 812 of 4,608". */
  selection?: string
  /** Right: the color scale in use. */
  scale?: ReactNode
}

export const useView = create<View>()(() => ({
  sidebar: true,
  panel: true,
  drawer: false,
  hasSidebar: false,
  hasPanel: false,
  scope: 'screen',
  palette: null,
  keysHelp: false,
  status: {}
}))

export function toggleView(part: 'sidebar' | 'panel' | 'drawer'): void {
  useView.setState((view) => ({ [part]: !view[part] }))
}

export function openPalette(mode: PaletteMode): void {
  useView.setState({ palette: mode })
}

/** What the screen says in the status bar while it is mounted. */
export function useStatusItems({ saved, selection, scale }: StatusItems): void {
  useEffect(() => useView.setState({ status: { saved, selection, scale } }), [saved, selection, scale])
  useEffect(() => () => useView.setState({ status: {} }), [])
}
