/** Rows by id, as loaded. */
type Loaded<Row> = Record<string, Row>
/** What a row is found by, besides its id. */
type KeysOf<Row> = (row: Row) => readonly string[]
type Index = Map<string, Set<string>>

/** Ids of loaded rows by each of their keys, made when first asked for and kept as long as the rows: a large instance that stays in memory is indexed once. */
const indexes = new WeakMap<object, Index>()

/**
 * The rows of one kind while a command runs on them: what was loaded and, over it, what is changed. Neither making it nor finding
 * what hangs on a token costs more for a large instance than for a small one.
 */
export class Table<Row> {
  private readonly loaded: Loaded<Row>
  private readonly keysOf: KeysOf<Row>
  private readonly changed = new Map<string, Row | undefined>()
  private readonly changedByKey: Index = new Map()

  constructor(loaded: Loaded<Row>, keysOf: KeysOf<Row> = () => none) {
    this.loaded = loaded
    this.keysOf = keysOf
  }

  get(id: string): Row | undefined {
    return this.changed.has(id) ? this.changed.get(id) : Object.hasOwn(this.loaded, id) ? this.loaded[id] : undefined
  }

  all(): Row[] {
    return Object.values(this.asRecord())
  }

  /** Rows with this key, in the order in which they came. */
  of(key: string): Row[] {
    return [...this.idsOf(key)].flatMap((id) => this.get(id) ?? [])
  }

  has(key: string): boolean {
    for (const _ of this.idsOf(key)) return true
    return false
  }

  /** Writes a row, or with undefined removes it. @returns what takes it back */
  write(id: string, row: Row | undefined): () => void {
    const [was, before] = [this.changed.has(id), this.changed.get(id)]
    this.set(id, row)
    return () => {
      if (was) return this.set(id, before)
      this.set(id, undefined)
      this.changed.delete(id)
    }
  }

  asRecord(): Record<string, Row> {
    if (this.changed.size === 0) return this.loaded
    const record = { ...this.loaded }
    applyTo(record, this.changes())
    return record
  }

  /** At most one operation per row; a row that came and went, or was put back, is none. */
  changes(): { put: [id: string, row: Row][]; remove: string[] } {
    const put: [string, Row][] = []
    const remove: string[] = []
    for (const [id, row] of this.changed) {
      if (row !== undefined && row !== this.loaded[id]) put.push([id, row])
      if (row === undefined && Object.hasOwn(this.loaded, id)) remove.push(id)
    }
    return { put, remove }
  }

  /** Makes the changes part of what was loaded: for whoever keeps the rows after they are written. @returns by how many rows it grew */
  settle(): number {
    const index = indexes.get(this.loaded)
    const { put, remove } = this.changes()
    const added = put.filter(([id]) => !Object.hasOwn(this.loaded, id)).length
    for (const [id, row] of put) if (index) move(index, id, this.loadedKeys(id), this.keysOf(row))
    for (const id of remove) if (index) move(index, id, this.loadedKeys(id), none)
    applyTo(this.loaded, { put, remove })
    return added - remove.length
  }

  private *idsOf(key: string): Generator<string> {
    for (const id of this.index().get(key) ?? []) if (!this.changed.has(id) || this.keysFor(this.changed.get(id)).includes(key)) yield id
    for (const id of this.changedByKey.get(key) ?? []) if (!this.loadedKeys(id).includes(key)) yield id
  }

  private set(id: string, row: Row | undefined): void {
    move(this.changedByKey, id, this.keysFor(this.changed.get(id)), this.keysFor(row))
    this.changed.set(id, row)
  }

  private index(): Index {
    const known = indexes.get(this.loaded)
    if (known) return known
    const index: Index = new Map()
    for (const [id, row] of Object.entries(this.loaded)) move(index, id, none, this.keysOf(row))
    indexes.set(this.loaded, index)
    return index
  }

  private loadedKeys(id: string): readonly string[] {
    return Object.hasOwn(this.loaded, id) ? this.keysFor(this.loaded[id]) : none
  }

  private keysFor(row: Row | undefined): readonly string[] {
    return row === undefined ? none : this.keysOf(row)
  }
}

function applyTo<Row>(record: Loaded<Row>, { put, remove }: { put: [string, Row][]; remove: string[] }): void {
  for (const [id, row] of put) record[id] = row
  for (const id of remove) Reflect.deleteProperty(record, id)
}

const none: readonly string[] = []

function move(index: Index, id: string, from: readonly string[], to: readonly string[]): void {
  for (const key of from) if (!to.includes(key)) take(index, key, id)
  for (const key of to) if (!from.includes(key)) give(index, key, id)
}

function take(index: Index, key: string, id: string): void {
  const ids = index.get(key)
  ids?.delete(id)
  if (ids?.size === 0) index.delete(key)
}

function give(index: Index, key: string, id: string): void {
  const ids = index.get(key)
  if (ids) ids.add(id)
  else index.set(key, new Set([id]))
}
