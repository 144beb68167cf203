/**
 * Reads Python's pickles without running them: the machine of protocols 0 to 5 over plain values.
 * A pickle is a program; the only names it may use are those of pickle-names, and none of them is Python code.
 * Opcodes: CPython's Lib/pickletools.py. No recursion; steps, and with them time and memory, are bounded.
 */
import { PickleCursor } from './cursor'
import { buildState, callNamed, nameRecord } from './names'
import { operations } from './operations'
import { badPickle, type PickleValue, recordOf, refusedPickle } from './values'

export interface UnpickleOptions {
  /** What a persistent id stands for: the storages of tensors. Without it such ids are refused. */
  persistentLoad?: (id: PickleValue) => PickleValue
}

/** A state dict takes about 25 steps per tensor. */
const maxSteps = 10_000_000
/** Lists, tuples, dictionaries and sets; the largest of them take some hundred bytes each. */
const maxContainers = 1_000_000
const stop = 0x2e

/** The value of a pickle. Throws truncated, malformed, and unsupported where it asks for anything but plain values. */
export function unpickle(bytes: Uint8Array, o: UnpickleOptions = {}): PickleValue {
  return unpickleAt(bytes, 0, o).value
}

/** The value of the pickle that begins at `start`, and where it ends; for files with several. */
export function unpickleAt(bytes: Uint8Array, start: number, o: UnpickleOptions = {}): { value: PickleValue; end: number } {
  const machine = new PickleMachine(new PickleCursor(bytes, start), o)
  return { value: machine.run(), end: machine.cursor.position }
}

/** The stack machine that operations work on. */
export class PickleMachine {
  private readonly stack: PickleValue[] = []
  private readonly marks: number[] = []
  private readonly memo = new Map<number, PickleValue>()
  private steps = 0
  private containers = 0

  constructor(
    readonly cursor: PickleCursor,
    private readonly o: UnpickleOptions
  ) {}

  run(): PickleValue {
    for (;;) {
      const at = this.cursor.position
      const code = this.cursor.u8()
      if (code === stop) return this.pop()
      const operation = operations.get(code)
      if (!operation) throw badPickle(`0x${code.toString(16)} at byte ${at} is no operation`)
      this.spend(1)
      operation(this)
    }
  }

  /** Counts work; throws when a pickle is far more than a description of tensors. */
  spend(steps: number): void {
    this.steps += steps
    if (this.steps > maxSteps) throw refusedPickle('holds too much besides its tensors: millions of Python objects')
  }

  /** Counts a new container. */
  contain<T extends PickleValue>(container: T): T {
    this.containers += 1
    if (this.containers > maxContainers) throw refusedPickle('holds more than a million lists or dictionaries')
    return container
  }

  push(value: PickleValue): void {
    this.stack.push(value)
  }

  pop(): PickleValue {
    if (this.stack.length <= this.floor()) throw this.underflow()
    return this.stack.pop() as PickleValue
  }

  top(): PickleValue {
    if (this.stack.length <= this.floor()) throw this.underflow()
    return this.stack[this.stack.length - 1]
  }

  mark(): void {
    this.marks.push(this.stack.length)
  }

  hasMarkOnTop(): boolean {
    return this.marks.length > 0 && this.floor() === this.stack.length
  }

  /** Everything above the last mark, which goes as well. */
  popToMark(): PickleValue[] {
    const mark = this.marks.pop()
    if (mark === undefined) throw badPickle(`a mark is missing at byte ${this.cursor.position}`)
    return this.stack.splice(mark)
  }

  remember(place: number): void {
    this.memo.set(place, this.top())
  }

  memoize(): void {
    this.remember(this.memo.size)
  }

  recall(place: number): void {
    const value = this.memo.get(place)
    if (value === undefined) throw badPickle(`nothing is noted at place ${place}, asked for at byte ${this.cursor.position}`)
    this.push(value)
  }

  pushName(module: string, name: string): void {
    this.push(nameRecord(`${module}.${name}`))
  }

  /** Calls one of the functions that Loupe has in place of Python's. */
  call(callee: PickleValue, args: PickleValue): void {
    const name = recordOf(callee, 'name')
    if (!name || !Array.isArray(args)) throw badPickle(`a call of something that is no function at byte ${this.cursor.position}`)
    this.push(callNamed(name.name, args, this))
  }

  build(): void {
    const state = this.pop()
    buildState(this.top(), state)
  }

  loadPersistent(id: PickleValue): void {
    if (!this.o.persistentLoad) throw refusedPickle('refers to data outside of its pickle, which Loupe does not look for')
    this.push(this.o.persistentLoad(id))
  }

  private floor(): number {
    return this.marks.length > 0 ? this.marks[this.marks.length - 1] : 0
  }

  private underflow() {
    return badPickle(`a value is missing at byte ${this.cursor.position}`)
  }
}
