/** One dictionary being read: what the files hold, and what a format makes of it, tensor by tensor, with the reasons. */
import { basename, dirname } from 'node:path'
import type { DictionaryFormat, DictionaryReport, FindingSource } from '../../../contract/records/dictionary-report'
import { LoupeError } from '../../../contract/wire/errors'
import type { PickleValue } from '../../codecs/pickle/values'
import type { Dictionary } from '../../dictionaries/dictionary'
import { mapped, type Part, partOf } from '../tensors/part'
import type { FileTensor } from '../tensors/tensor-file'
import { Config } from './config'

/** A dictionary but for its tensors. */
export type About = Omit<Dictionary, 'tensors'>

/** What lies in the files. */
export interface Material {
  /** Of the weights. */
  path: string
  container: 'safetensors' | 'npz' | 'pytorch'
  tensors: Map<string, FileTensor>
  metadata: Record<string, string>
  /** Of a pickle. */
  value?: PickleValue | undefined
  /** The configuration beside the weights, or in their first line. */
  config?: Config | undefined
  /** Settings within a pickle; asked where there is no configuration beside it. */
  settings?: Config | undefined
}

/** What was done to a tensor of the file. */
interface Change {
  turned?: boolean
  words?: string
}

const floats = ['f16', 'bf16', 'f32', 'f64']

export class Reading {
  readonly parts: Record<string, Part> = {}
  private readonly origins: DictionaryReport['tensors'] = []
  private readonly findings: DictionaryReport['findings'] = []
  private readonly warnings: string[] = []
  private readonly used = new Set<string>()
  private readonly files: string[]
  model: string | undefined
  hook: string | undefined

  constructor(readonly material: Material) {
    this.files = [material.path, ...(material.config && material.config.path !== material.path ? [material.config.path] : [])]
  }

  /** The configuration; an empty one where there is none. */
  get config(): Config {
    return this.material.config ?? this.material.settings ?? new Config(this.material.path, {})
  }

  /** The path with forward slashes, without the file. */
  get folder(): string {
    return dirname(this.material.path).replaceAll('\\', '/')
  }

  has(...names: string[]): boolean {
    return names.every((name) => this.material.tensors.has(name))
  }

  /** A tensor of the file; throws malformed where it is missing. */
  tensor(name: string): FileTensor {
    const tensor = this.material.tensors.get(name)
    if (!tensor) throw this.problem('malformed', `has no tensor “${name}”`, 'It is incomplete, or of another format.')
    this.used.add(name)
    return tensor
  }

  /** Sizes of a matrix of the file; throws wrong-shape for anything else. */
  sizes(name: string, axes = 2): number[] {
    const { shape } = this.tensor(name)
    if (shape.length === axes && !shape.includes(0)) return shape
    const happened = `holds “${name}” of shape [${shape.join(', ')}], where ${axes} sizes above 0 belong`
    throw this.problem('wrong-shape', happened, 'It is incomplete, or of another format.')
  }

  /** A number of the file, be it a scalar or the only one of an array. */
  async scalar(name: string): Promise<number> {
    const { shape, read } = this.tensor(name)
    if (shape.every((size) => size === 1)) return (await read(0, 1))[0]
    throw this.problem(
      'wrong-shape',
      `holds “${name}” of shape [${shape.join(', ')}] in place of one number`,
      'Download it again.'
    )
  }

  /** The tensor `from` of the file as `name`. */
  take(name: string, from: string, change: Change = {}): void {
    const tensor = this.tensor(from)
    if (!floats.includes(tensor.dtype))
      throw this.problem('unsupported', `holds “${from}” as ${tensor.dtype}, where weights belong`, 'Save it as float32.')
    if (change.turned && tensor.shape.length !== 2) this.sizes(from)
    this.use(name, change.turned ? tensor.turned() : tensor, from, change.turned ? 'transposed' : change.words)
  }

  /** A part that was made of the tensor `from`, in words. */
  use(name: string, part: Part, from: string, change?: string): void {
    this.parts[name] = part
    const dtype = this.material.tensors.get(from)?.dtype ?? 'f32'
    const before = this.origins.findIndex((origin) => origin.name === name)
    const words = [before < 0 ? undefined : this.origins[before].change, change].filter(Boolean).join(', ')
    if (before >= 0) this.origins.splice(before, 1)
    this.origins.push({ name, from, dtype, ...(words ? { change: words } : {}) })
  }

  /** What is made of the part `name` instead of it, in words. */
  change(name: string, words: string, make: (part: Part) => Part): void {
    const from = this.origins.find((origin) => origin.name === name)?.from ?? name
    this.use(name, make(this.parts[name]), from, words)
  }

  /** A vector of one value. */
  fill(name: string, length: number, value: number, from: string): void {
    this.use(
      name,
      partOf({ shape: [length], data: new Float32Array(length).fill(value) }),
      from,
      value === 0 ? 'zeros' : 'one for all'
    )
  }

  /** `name` from a threshold of the file: one for each feature, or one for all. */
  async threshold(from: string, dSae: number, asLogarithm = false): Promise<void> {
    const { shape } = this.tensor(from)
    if (shape.length === 1 && shape[0] === dSae) {
      if (asLogarithm) this.use('threshold', mapped(this.tensor(from), Math.exp), from, 'its exponential')
      else this.take('threshold', from)
      return
    }
    const value = await this.scalar(from)
    this.fill('threshold', dSae, asLogarithm ? Math.exp(value) : value, from)
    this.note('threshold', `${asLogarithm ? Math.exp(value) : value} for all features`, 'tensors')
  }

  note(what: string, value: string | number | boolean, source: FindingSource): void {
    this.findings.push({ what, value: String(value), source })
  }

  warn(text: string): void {
    this.warnings.push(text)
  }

  alsoRead(path: string): void {
    this.files.push(path)
  }

  /** Tensors that are of no use and known. */
  ignore(...names: string[]): void {
    for (const name of names) this.used.add(name)
  }

  problem(code: 'malformed' | 'unsupported' | 'wrong-shape' | 'config', happened: string, hint: string): LoupeError {
    const { path } = this.material
    return new LoupeError(code, `“${basename(path)}” ${happened}.`, { hint, place: path })
  }

  report(format: DictionaryFormat, about: About): DictionaryReport {
    const { architecture, kind = 'sae', dIn, dSae, dOut = dIn, k, applyBDecToInput, inputNorm, streams } = about
    const { model, hook, findings, warnings, origins, files } = this
    const unused = [...this.material.tensors.keys()].filter((name) => !this.used.has(name))
    const optional = { k, inputNorm, streams, model, hook }
    const known = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
    const own = { format, files, architecture, kind, dIn, dSae, dOut, applyBDecToInput, ...known }
    return { ...own, tensors: origins, findings, unused, warnings }
  }
}
