/** Starts other programs: with their output kept for the error message, or shown as it comes. */
import { spawn } from 'node:child_process'
import { checkout } from './places.mjs'

const shellOnWindows = process.platform === 'win32'

/** Runs a program to its end. Gives {code, output}; output is the last 64 KB of both streams. */
export function run(command, args, { cwd = checkout, env = process.env, silenceSeconds, onOutput } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: shellOnWindows })
    let output = ''
    let timer
    const rearm = () => {
      clearTimeout(timer)
      if (silenceSeconds) timer = setTimeout(() => child.kill(), silenceSeconds * 1000)
    }
    const collect = (chunk) => {
      output = (output + chunk).slice(-65536)
      onOutput?.(String(chunk))
      rearm()
    }
    rearm()
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => settle({ code: -1, output: String(error.message) }))
    child.on('close', (code) => {
      clearTimeout(timer)
      settle({ code: code ?? -1, output })
    })
  })
}

/** Like run, but a failure throws with the end of the output. */
export async function mustRun(what, command, args, options) {
  const result = await run(command, args, options)
  if (result.code === 0) return result.output
  const lines = result.output.trim().split('\n')
  const shown = lines.length > 24 ? [...lines.slice(0, 12), '…', ...lines.slice(-12)] : lines
  throw new Error(`${what} failed (${command} ended with ${result.code}):\n${shown.join('\n')}`)
}

/** Hands the terminal to a program and gives its exit code; signals go to it. */
export function handOver(command, args, { cwd = checkout, env = process.env } = {}) {
  return new Promise((settle) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', (error) => {
      console.error(error.message)
      settle(1)
    })
    child.on('close', (code, signal) => settle(code ?? (signal ? 1 : 0)))
  })
}
