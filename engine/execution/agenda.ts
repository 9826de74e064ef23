import { isLate, isUrgent, startsNext, type Operation } from './operation.ts'

/**
 * What is still to do, first in first out; urgent operations overtake the rest, late ones wait for it. The next instance of a loop starts
 * when the rest is done, of the innermost loop first. No recursion: a long flow costs no stack.
 */
export class Agenda {
  private readonly urgent: Operation[] = []
  private readonly normal = new Queue()
  private readonly starts: Operation[] = []
  private readonly late = new Queue()

  push(operations: Operation[]): void {
    for (const operation of operations) this.queueOf(operation).push(operation)
  }

  pushFirst(operation: Operation): void {
    this.urgent.unshift(operation)
  }

  /** The next operation before which every token has not yet come to rest. */
  next(): Operation | undefined {
    return this.urgent.shift() ?? this.normal.shift() ?? this.starts.pop()
  }

  nextLate(): Operation | undefined {
    return this.late.shift()
  }

  private queueOf(operation: Operation): { push(operation: Operation): void } {
    if (isUrgent(operation)) return this.urgent
    if (startsNext(operation)) return this.starts
    return isLate(operation) ? this.late : this.normal
  }
}

class Queue {
  private items: Operation[] = []
  private position = 0

  push(operation: Operation): void {
    this.items.push(operation)
  }

  shift(): Operation | undefined {
    const operation = this.items[this.position++]
    if (this.position > 1000) {
      this.items = this.items.slice(this.position)
      this.position = 0
    }
    if (operation === undefined) this.position = Math.min(this.position, this.items.length)
    return operation
  }
}
