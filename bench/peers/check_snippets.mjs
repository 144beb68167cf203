/**
 * Runs every snippet of docs/formats.md: takes activations with each source, writes them with each writer, and asks
 * `loupe inspect` whether it finds in the file what was in memory.
 *
 *   node bench/peers/check_snippets.mjs [--json]
 *
 * Makes the Python environment when it is not there (snippets-environment.mjs; the models are tiny, random and made in place).
 * Exit code 1 when a snippet fails, differs, is longer than ten lines together with a source, or stands otherwise in the page.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { runtimeNode } from '../../scripts/setup/places.mjs'
import { installedVersions, snippetPython } from './snippets-environment.mjs'

const here = import.meta.dirname
const asJson = process.argv.includes('--json')
const sources = namesIn('sources')
const writers = namesIn('writers')
const longest = 10
const atOnce = 3

/** What is given to `loupe inspect` in the folder of a writer, where it is not the folder; how precise its numbers are. */
const written = {
  'npy-in-pieces': { file: 'acts.npy', precision: 2 ** -11 },
  safetensors: { file: 'acts.safetensors', precision: 2 ** -8 },
  'safetensors-with-index': { file: 'acts' },
  'hugging-face-dataset': { file: 'acts' },
  raw: { file: 'acts.bin:f32[?,64]' },
  hdf5: { file: 'acts.h5:layer1/acts' }
}

const folder = mkdtempSync(join(tmpdir(), 'loupe-snippets-'))
try {
  const python = snippetPython()
  const results = [...inThePage()]
  const waiting = sources.flatMap((source) => runSource(python, source))
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await checked(next))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  tell(results, installedVersions(python))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function namesIn(part) {
  return readdirSync(join(here, 'snippets', part))
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.slice(0, -3))
    .sort()
}

function codeOf(part, name) {
  return readFileSync(join(here, 'snippets', part, `${name}.py`), 'utf8').trimEnd()
}

/** Snippets whose text in docs/formats.md is not theirs, and pairs that are too long. */
function* inThePage() {
  const page = readFileSync(resolve(here, '../../docs/formats.md'), 'utf8')
  for (const [part, names] of [
    ['sources', sources],
    ['writers', writers]
  ])
    for (const name of names)
      if (!page.includes(`\`\`\`python\n${codeOf(part, name)}\n\`\`\``))
        yield { source: part, writer: name, ok: false, error: 'docs/formats.md has another text' }
  const lines = (part, names) => Math.max(...names.map((name) => codeOf(part, name).split('\n').length))
  const sum = lines('sources', sources) + lines('writers', writers)
  if (sum > longest) yield { source: 'longest', writer: 'longest', ok: false, error: `together they are ${sum} lines` }
}

/** Runs a source and all writers in one Python; gives what is to be looked at. */
function runSource(python, source) {
  if (!asJson) console.error(`${source} …`)
  const environment = { ...process.env, HF_HUB_OFFLINE: '1', TOKENIZERS_PARALLELISM: 'false', PYTHONWARNINGS: 'ignore' }
  const ran = spawnSync(python, [join(here, 'run_snippets.py'), source, folder], { encoding: 'utf8', env: environment })
  const told = ran.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  const missing = { error: `it was not run: ${ran.stderr.trim().split('\n').at(-1)}` }
  return writers.map((writer) => ({ source, ...(told.find((one) => one.writer === writer) ?? { writer, ...missing }) }))
}

async function checked({ source, writer, error }) {
  if (error) return { source, writer, ok: false, error }
  try {
    const { file = '.', precision = 0 } = written[writer] ?? {}
    const inspection = await inspect(join(folder, source, writer, file))
    const difference = differs(inspection, truthOf(source), precision)
    const [{ format, role, columns }] = inspection.files.filter((each) => each.role === 'activations')
    const rowTable = inspection.rowTable?.columns.map(({ name }) => name) ?? []
    return {
      source,
      writer,
      ok: !difference,
      format,
      role,
      columns: columns.length,
      rowTable,
      ...(difference ? { error: difference } : {})
    }
  } catch (thrown) {
    return { source, writer, ok: false, error: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

async function inspect(path) {
  const entry = resolve(here, '../../out/main/cli.cjs')
  const run = promisify(execFile)(runtimeNode(), [entry, 'inspect', path, '--json'], { maxBuffer: 2 ** 26 })
  const { stdout } = await run.catch((thrown) => ({
    stdout: thrown.stdout || `{"error":{"message":${JSON.stringify(thrown.message)}}}`
  }))
  const answer = JSON.parse(stdout.trim().split('\n').at(-1))
  if (answer.error) throw new Error(answer.error.message)
  return answer
}

/** Rows of a .npy of f32 in C order, as NumPy wrote it. */
function truthOf(source) {
  const bytes = readFileSync(join(folder, source, 'truth.npy'))
  const head = bytes.toString('latin1', 10, 10 + bytes.readUInt16LE(8))
  const [, rows, width] = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(head) ?? []
  const data = bytes.subarray(10 + bytes.readUInt16LE(8))
  const values = new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length))
  return { rows: Number(rows), width: Number(width), values }
}

/** What of the inspection is not so in memory; undefined when all of it is. */
function differs({ activations, preview }, { rows, width, values }, precision) {
  if (activations.rows !== rows || activations.dIn !== width) return `found ${activations.rows} × ${activations.dIn}`
  const row = (index) => values.subarray(index * width, (index + 1) * width)
  const norms = Array.from({ length: rows }, (_, index) => Math.hypot(...row(index)))
  const near = (found, wanted) => Math.abs(found - wanted) <= (precision + 1e-6) * Math.abs(wanted) + 1e-9
  const mean = norms.reduce((sum, norm) => sum + norm, 0) / rows
  for (const [name, wanted] of Object.entries({ mean, min: Math.min(...norms), max: Math.max(...norms) }))
    if (!near(activations.norms[name], wanted)) return `${name} norm ${activations.norms[name]}, in memory ${wanted}`
  if (preview.length === 0) return 'there is no preview'
  for (const shown of preview)
    for (const [column, found] of shown.values.entries()) {
      const wanted = row(shown.row)[column]
      const same = precision === 0 ? found === wanted : near(found, wanted)
      if (!same) return `row ${shown.row}, column ${column} is ${found}, in memory ${wanted}`
    }
  return undefined
}

function tell(results, versions) {
  const failed = results.filter(({ ok }) => !ok)
  if (asJson) console.log(JSON.stringify({ versions, checked: results.length, failed: failed.length, results }))
  else {
    for (const { source, writer, error } of failed) console.log(`${source} → ${writer}: ${error}`)
    console.log(`${results.length - failed.length} of ${results.length} files hold what was in memory`)
    console.log(
      Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', ')
    )
  }
  process.exitCode = failed.length > 0 ? 1 : 0
}
