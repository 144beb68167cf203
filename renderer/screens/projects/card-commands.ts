/** Keys of the cards: arrows choose (the focus moves), digits open, Delete takes a card off the list. Enter is the button's own key. */
import type { RefObject } from 'react'
import type { ProjectCard } from '../../../contract/records/project'
import type { Command } from '../../app/commands/commands'
import { client } from '../../app/engine/client'
import { markStale } from '../../app/engine/query-client'
import { openFolder } from '../../app/project/open-project'
import { toast, toastError } from '../../widgets/toast/toast-store'
import { type Box, type Direction, neighborOf } from './card-neighbors'

const arrows: [string, Direction][] = [
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right']
]

export function cardCommands(grid: RefObject<HTMLElement | null>, cards: readonly ProjectCard[]): Command[] {
  const scope = 'projects'
  const digits = cards.slice(0, 9).map((_, index) => String(index + 1))
  return [
    ...arrows.map(([key, direction]) => ({
      id: `projects.${direction}`,
      title: `Choose card, ${direction}`,
      keys: [key],
      scope,
      hidden: true,
      run: () => moveFocus(grid.current, direction)
    })),
    {
      id: 'projects.openRecent',
      title: 'Open recent project by number',
      keys: digits,
      scope,
      hidden: true,
      run: (event) => {
        const card = cards[Number(event?.key) - 1]
        if (card) void openFolder(card.folder)
      }
    },
    {
      id: 'projects.forget',
      title: 'Remove project from this list',
      keys: ['Delete'],
      scope,
      when: cards.length > 0,
      run: () => void forget(cards.find((card) => card.folder === focusedFolder()))
    }
  ]
}

export function cardButtons(grid: HTMLElement): HTMLButtonElement[] {
  return [...grid.querySelectorAll<HTMLButtonElement>('li > div > button:first-child')]
}

/** Without a focused card the first one is chosen. */
function moveFocus(grid: HTMLElement | null, direction: Direction): void {
  if (!grid) return
  const buttons = cardButtons(grid)
  const boxes: Box[] = buttons.map((button) => (button.closest('li') ?? button).getBoundingClientRect())
  const current = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement))
  buttons[current === -1 ? 0 : neighborOf(boxes, current, direction)]?.focus()
}

function focusedFolder(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-folder]')?.dataset.folder
}

async function forget(card: ProjectCard | undefined): Promise<void> {
  if (!card) return
  try {
    await client().call('projects.forget', { folder: card.folder })
    markStale(['projects.recent'])
    toast({ text: `${card.name} is off this list; its files stay`, detail: card.folder })
  } catch (error) {
    toastError(error)
  }
}
