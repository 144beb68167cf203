/** Which web permissions a page gets: only writing text to the clipboard. Electron grants everything by default. Pure decision. */

const granted = new Set(['clipboard-sanitized-write'])

export function mayHave(permission: string): boolean {
  return granted.has(permission)
}
