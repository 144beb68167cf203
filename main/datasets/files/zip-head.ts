/** What the first bytes of a zip archive tell; used to know formats that are zips inside. */

/** Name of the first file in it; undefined where the bytes begin no zip with content. Cut off where the bytes end. */
export function firstZipName(head: Uint8Array): string | undefined {
  if (!begins(head, 3, 4) || head.length < 30) return undefined
  const length = head[26] + 256 * head[27]
  return new TextDecoder().decode(head.subarray(30, 30 + length))
}

/** An archive without files is its end only. */
export function isEmptyZip(head: Uint8Array): boolean {
  return begins(head, 5, 6)
}

function begins(head: Uint8Array, third: number, fourth: number): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === third && head[3] === fourth
}
