/** Measured numbers of a screen that do not say what they are. */
import type { Page } from 'playwright/test'

/**
 * Texts with decimals or a percent sign in the main part and the panels beside it, of which no hover (and no description for a
 * screen reader) names the run. Texts of the data, what suggests a label (which says why in a sentence), scales of charts, thresholds in words and choices of the person are no measured numbers.
 */
export function unexplained(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isMeasured = (text: string) => /\d\.\d|\d %/.test(text.replace(/(above|from) [\d.]+/g, ''))
    const isOther = (element: Element) =>
      element.closest(
        '[aria-hidden="true"], svg, [role="columnheader"], thead, [dir="ltr"], select, .monaco-editor, [data-scale], [aria-label^="Suggestions"], header, [role="slider"]'
      ) !== null
    const words = (element: Element) =>
      [
        element.closest('[title*="run "]')?.getAttribute('title'),
        element.closest('[aria-description]')?.getAttribute('aria-description')
      ]
        .filter(Boolean)
        .join(' ')
    const found: string[] = []
    for (const region of document.querySelectorAll('main, aside, [role="complementary"]')) {
      const texts = document.createTreeWalker(region, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const { textContent, parentElement } = texts.currentNode
        if (!textContent || !parentElement || !isMeasured(textContent) || isOther(parentElement)) continue
        if (!parentElement.checkVisibility() || /run \S.*rows/.test(words(parentElement))) continue
        const place = parentElement.closest('section, [role="grid"], li')
        found.push(
          `${textContent.trim()} in ${place?.getAttribute('aria-label') ?? place?.className ?? parentElement.outerHTML.slice(0, 120)}`
        )
      }
    }
    return [...new Set(found)]
  })
}
