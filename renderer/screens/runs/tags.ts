/** Tags of a run as they are typed. */

/** Each tag once, without the space around it, as many as a run can have. */
export function tagsIn(text: string): string[] {
  const words = text.split(',').map((word) => word.trim().slice(0, 80))
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 50)
}
