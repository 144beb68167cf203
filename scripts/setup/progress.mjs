/** Says what set-up is doing: one line per part, and a sign of life every few seconds for the long ones. */

const start = Date.now()

export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Runs a long work under a title; on a terminal the seconds count up, elsewhere a line comes every 15 s. */
export async function underway(title, work) {
  const from = Date.now()
  const seconds = () => Math.round((Date.now() - from) / 1000)
  say(`  … ${title}`)
  const timer = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r    ${seconds()} s `), 1000)
    : setInterval(() => say(`    still ${title}, ${seconds()} s`), 15_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (process.stderr.isTTY) process.stderr.write('\r           \r')
  }
}

export function sinceStart() {
  return ((Date.now() - start) / 1000).toFixed(1)
}
