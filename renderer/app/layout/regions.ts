/**
 * F6 walks the regions of the window (rail, sidebar, main, panel, drawer, status bar) in reading order,
 * and each region gives the focus back to where it was last.
 */

const lastFocused = new WeakMap<Element, HTMLElement>()

/** Remembers where the focus was in each region; called once at the start. */
export function rememberFocus(): void {
  document.addEventListener('focusin', (event) => {
    const region = event.target instanceof HTMLElement && event.target.closest('[data-region]')
    if (region && event.target instanceof HTMLElement) lastFocused.set(region, event.target)
  })
}

export function focusNextRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null)
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(current + step + regions.length) % regions.length]
  if (next) focusRegion(next)
}

/** Focuses a region: where the focus was, else its first control, else the region itself. */
function focusRegion(region: HTMLElement): void {
  const last = lastFocused.get(region)
  const target = last && region.contains(last) ? last : region.querySelector<HTMLElement>('[data-first-focus]')
  ;(target ?? firstTabbable(region) ?? region).focus()
}

export function mainRegion(): HTMLElement | null {
  return document.querySelector<HTMLElement>('[data-region="main"]')
}

function firstTabbable(region: HTMLElement): HTMLElement | null {
  if (region.tabIndex >= 0 || region.dataset.region === 'main') return region
  return region.querySelector<HTMLElement>(
    'button:not(:disabled), a[href], input:not(:disabled), select, textarea, [tabindex="0"]'
  )
}
