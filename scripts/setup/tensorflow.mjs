/**
 * The native TensorFlow library and the binding of tfjs-node to it.
 * First the package's own way (it downloads both); where that is out of reach, the library comes from the
 * TensorFlow wheel on PyPI and the binding is compiled from the package's own sources.
 * Without either, jobs run on WASM, and every place that shows the backend says so.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { cached, checkHash } from './cache.mjs'
import { at, runtimeNode } from './places.mjs'
import { mustRun, run } from './processes.mjs'
import { say, underway } from './progress.mjs'

const wheel = {
  version: '2.18.0',
  sha256: '089e71746960ea581dca53401f84b3b99c8537313e337a9e5dbf97036a936f7e'
}
const tfjsNode = at('node_modules', '@tensorflow', 'tfjs-node')
const bindingPath = join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node')

/** Loads the binding in a process of its own and multiplies two matrices: the only proof that counts. */
async function trial() {
  const script = `
    const util = require('util'); util.isNullOrUndefined ??= (x) => x == null; util.isArray ??= Array.isArray
    const tf = require('@tensorflow/tfjs-node')
    const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync()
    if (product[0] !== 3) throw new Error('wrong product')
    console.log('version ' + tf.backend().binding.TF_Version)`
  const result = await run(runtimeNode(), ['-e', script], { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } })
  const version = /version (\S+)/.exec(result.output)?.[1]
  return result.code === 0 && version ? { version } : { problem: result.output.trim().split('\n').at(-1) ?? 'no output' }
}

async function official() {
  return underway('fetching libtensorflow the official way', async () => {
    const result = await run(runtimeNode(), ['scripts/install.js'], { cwd: tfjsNode, silenceSeconds: 60 })
    return result.code === 0 && existsSync(bindingPath)
  })
}

function fallbackFits() {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** The two libraries and the headers of the wheel, unpacked into the cache. */
function librariesFromWheel() {
  return cached(`libtensorflow-${wheel.version}-linux-x64`, (folder) =>
    underway(`downloading TensorFlow ${wheel.version} from the package index (230 MB)`, async () => {
      await mustRun('Downloading TensorFlow', 'python3', [
        '-m',
        'pip',
        'download',
        '--no-deps',
        '--only-binary=:all:',
        '--quiet',
        '--disable-pip-version-check',
        '--python-version',
        '3.11',
        '--implementation',
        'cp',
        '--platform',
        'manylinux_2_17_x86_64',
        '--platform',
        'manylinux2014_x86_64',
        '--dest',
        folder,
        `tensorflow-cpu==${wheel.version}`
      ])
      const file = join(
        folder,
        readdirSync(folder).find((name) => name.endsWith('.whl'))
      )
      await checkHash(file, 'sha256', 'hex', wheel.sha256)
      const unpack = `import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
wanted = [n for n in archive.namelist() if n.startswith('tensorflow/include/') or n in ('tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2')]
archive.extractall(sys.argv[2], wanted)`
      await mustRun('Unpacking TensorFlow', 'python3', ['-c', unpack, file, folder])
      rmSync(file)
    })
  )
}

/** The binding, compiled once per pair of versions. */
function bindingFor(libraries) {
  return cached(`tfjs-binding-4.22.0-${wheel.version}-linux-x64`, (folder) =>
    underway('compiling the TensorFlow binding', () =>
      mustRun('Compiling the binding', 'g++', [
        '-O2',
        '-std=c++17',
        '-fPIC',
        '-shared',
        '-DNAPI_VERSION=8',
        `-I${tfjsNode}`,
        `-I${at('node_modules', 'node-api-headers', 'include')}`,
        `-I${join(libraries, 'include')}`,
        join(tfjsNode, 'binding', 'tfjs_backend.cc'),
        join(tfjsNode, 'binding', 'tfjs_binding.cc'),
        `-L${libraries}`,
        '-l:libtensorflow_cc.so.2',
        '-l:libtensorflow_framework.so.2',
        '-Wl,-rpath,$ORIGIN/../../deps/lib',
        '-o',
        join(folder, 'tfjs_binding.node')
      ])
    )
  )
}

function link(libraries, binding) {
  const target = join(tfjsNode, 'deps', 'lib')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  mkdirSync(join(tfjsNode, 'lib', 'napi-v8'), { recursive: true })
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'])
    symlinkSync(join(libraries, name), join(target, name))
  symlinkSync(join(libraries, 'libtensorflow_cc.so.2'), join(target, 'libtensorflow.so.2'))
  copyFileSync(join(binding, 'tfjs_binding.node'), bindingPath)
}

async function fallback() {
  const libraries = join((await librariesFromWheel()).folder, 'tensorflow')
  const binding = (await bindingFor(libraries)).folder
  link(libraries, binding)
}

export const tensorflow = {
  part: 'tensorflow',
  isDone: (known) => known?.state !== undefined && (known.state === 'missing' || existsSync(bindingPath)),
  async make() {
    if (await official()) {
      const tried = await trial()
      if (tried.version)
        return { state: 'ok', version: tried.version, origin: 'official download', checked: 'multiplied two matrices' }
      say(`    the downloaded library does not load: ${tried.problem}`)
    } else say('    the official download is out of reach')
    if (!fallbackFits()) return without('there is no fallback for this system')
    try {
      await fallback()
    } catch (error) {
      return without(error.message)
    }
    const tried = await trial()
    if (!tried.version) return without(tried.problem)
    return {
      state: 'fallback',
      version: tried.version,
      origin: `libraries of the tensorflow-cpu ${wheel.version} wheel, binding compiled here`,
      checked: 'sha256 of the wheel; multiplied two matrices'
    }
  }
}

function without(reason) {
  say(`  ! Native TensorFlow is not available: ${reason}`)
  say('    Training will run on WebAssembly, several times slower, and Loupe will say so.')
  return {
    state: 'missing',
    version: '',
    origin: 'none',
    checked: reason,
    hint: 'Install pip for Python 3 and g++, then run: npm run setup -- --again tensorflow'
  }
}
