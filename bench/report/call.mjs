/** What benches share: options of the command line, and programs that answer with one JSON line. */
import { execFileSync } from 'node:child_process'

/** The word after `--name`, or `fallback`. */
export function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : process.argv[at + 1]
}

/** Runs a program to its end; gives the last line that it printed, parsed. Throws when it fails. */
export function answerOf(command, args, env = {}) {
  const out = execFileSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, PYTHONWARNINGS: 'ignore', TF_CPP_MIN_LOG_LEVEL: '2', ...env }
  })
  const last = out.trim().split('\n').at(-1)
  return last ? JSON.parse(last) : undefined
}

/** The middle one; of an even number the upper of the two. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
