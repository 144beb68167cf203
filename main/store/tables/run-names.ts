/** Names of runs: what a run is called when nobody names it, and letters that keep names apart. Pure. */
import type { RunConfig } from '../../../contract/records/run'
import { architecturesWith } from '../../../contract/records/run-fields'

/** The first free name of the form `topk-32-a`, `relu-l1-0.04-a`, `transcoder-topk-32-a`. */
export function suggestedName(config: RunConfig, taken: ReadonlySet<string>): string {
  const base = baseName(config)
  for (let n = 0; ; n += 1) if (!taken.has(`${base}-${letters(n)}`)) return `${base}-${letters(n)}`
}

/** `wanted`, or the first of `wanted-b`, `wanted-c` … that is free. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let n = 1; ; n += 1) if (!taken.has(`${wanted}-${letters(n)}`)) return `${wanted}-${letters(n)}`
}

/** The kind where it is not the usual one, the architecture, and what decides how sparse it gets. */
function baseName({ kind = 'sae', architecture, k, jumpLoss, targetL0, sparsityCoefficient }: RunConfig): string {
  const aim = jumpLoss === 'target-l0' ? targetL0 : sparsityCoefficient
  const parts = [kind === 'sae' ? undefined : kind, architecture, architecturesWith('k')?.includes(architecture) ? k : aim]
  return parts.filter((part) => part !== undefined).join('-')
}

/** 0 → a, 25 → z, 26 → aa. */
function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26))
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last
}
