/**
 * docs/results.md holds one section per bench between two marks; a bench called with --write replaces its own and no other.
 * Figures get there only like this: what stands in the page was printed by a command on the machine that it names.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { resolve } from 'node:path'

const page = resolve(import.meta.dirname, '../../docs/results.md')

/** Replaces the section `name`, or adds it at the end. */
export function writeSection(name, markdown) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const section = `${begin}\n${markdown.trim()}\n${end}`
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '# Results\n'
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  const changed = from < 0 ? `${text.trimEnd()}\n\n${section}\n` : text.slice(0, from) + section + text.slice(to + end.length)
  writeFileSync(page, changed)
  console.error(`docs/results.md: section ${name} written`)
}

/** A Markdown table; cells are shown as they are. */
export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

/** The machine and how busy it was: a figure without them says nothing. */
export function machineLine() {
  const gib = Math.round(totalmem() / 2 ** 30)
  const day = new Date().toISOString().slice(0, 10)
  return `${day}, ${cpus().length} × ${cpus()[0].model.trim()}, ${gib} GiB, ${process.platform}; load before ${loadavg()[0].toFixed(1)}.`
}
