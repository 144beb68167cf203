/** A program that is run to its end while the memory of its processes is watched (Linux only; elsewhere it is not known). */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'

const everyMs = 100

/** Gives the last line that it printed, parsed, its seconds, and the peak of its largest process in MB. Rejects when it fails. */
export function watched(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    let peak
    const options = { maxBuffer: 1 << 28, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...env } }
    const child = execFile(command, args, options, (error, out, notes) => {
      clearInterval(watch)
      if (error) return reject(new Error(`${command} ${args.join(' ')}\n${notes}`, { cause: error }))
      const answer = JSON.parse(out.trim().split('\n').at(-1))
      resolve({ answer, seconds: (performance.now() - from) / 1000, peakMB: peak })
    })
    const watch = setInterval(() => {
      for (const one of family(child.pid)) peak = Math.max(peak ?? 0, peakOf(one) ?? 0)
    }, everyMs)
  })
}

function family(pid) {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  return [pid, ...children.flatMap((child) => family(Number(child)))]
}

/** The most that a process had in memory so far, in MB. */
function peakOf(pid) {
  const line = /VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))
  return line ? Number(line[1]) / 1024 : undefined
}

/** Empty where the process is gone. */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
