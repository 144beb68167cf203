/** Colours as Monaco takes them: six hexadecimal digits. The style sheets come minified, so `#ffffff` may arrive as `#fff`. */

export function sixDigits(color: string): string {
  const digits = color.replace('#', '')
  return digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits.slice(0, 6)
}
