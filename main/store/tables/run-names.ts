/** Names of runs: what a run is called when nobody names it, and letters that keep names apart. Pure. */
import type { RunConfig } from '../../../contract/records/run'

/** The first free name of the form `topk-32-a`, `relu-l1-0.04-a`. */
export function suggestedName(config: RunConfig, taken: ReadonlySet<string>): string {
  const base = baseName(config)
  for (let n = 0; ; n += 1) if (!taken.has(`${base}-${letters(n)}`)) return `${base}-${letters(n)}`
}

/** `wanted`, or the first of `wanted-b`, `wanted-c` … that is free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let n = 1; ; n += 1) if (!taken.has(`${wanted}-${letters(n)}`)) return `${wanted}-${letters(n)}`
}

function baseName({ architecture, k, l1Coefficient }: RunConfig): string {
  const size = architecture === 'topk' ? k : l1Coefficient
  return size === undefined ? architecture : `${architecture}-${size}`
}

/** 0 → a, 25 → z, 26 → aa. */
function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26))
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last
}
