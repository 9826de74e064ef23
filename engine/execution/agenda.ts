import { isUrgent, type Operation } from './operation.ts'

/** What is still to do, first in first out; urgent operations overtake the rest. No recursion: a long flow costs no stack. */
export class Agenda {
  private readonly urgent: Operation[] = []
  private normal: Operation[] = []
  private position = 0

  push(operations: Operation[]): void {
    for (const operation of operations) (isUrgent(operation) ? this.urgent : this.normal).push(operation)
  }

  pushFirst(operation: Operation): void {
    this.urgent.unshift(operation)
  }

  next(): Operation | undefined {
    const urgent = this.urgent.shift()
    if (urgent) return urgent
    const operation = this.normal[this.position++]
    if (this.position > 1000) {
      this.normal = this.normal.slice(this.position)
      this.position = 0
    }
    return operation
  }
}
