/** Rows by id, as loaded. */
type Loaded<Row> = Record<string, Row>
type KeyOf<Row> = (row: Row) => string | null
type Index = Map<string, Set<string>>

/** Ids of loaded rows by key, made when first asked for and kept as long as the rows: a large instance that stays in memory is indexed once. */
const indexes = new WeakMap<object, Index>()

/**
 * The rows of one kind while a command runs on them: what was loaded and, over it, what is changed. Neither making it nor finding
 * what hangs on a token costs more for a large instance than for a small one.
 */
export class Table<Row> {
  private readonly loaded: Loaded<Row>
  private readonly keyOf: KeyOf<Row>
  private readonly changed = new Map<string, Row | undefined>()
  private readonly changedByKey: Index = new Map()

  constructor(loaded: Loaded<Row>, keyOf: KeyOf<Row> = () => null) {
    this.loaded = loaded
    this.keyOf = keyOf
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
    for (const [id, row] of put) if (index) move(index, id, this.loadedKey(id), this.keyOf(row))
    for (const id of remove) if (index) move(index, id, this.loadedKey(id), null)
    applyTo(this.loaded, { put, remove })
    return added - remove.length
  }

  private *idsOf(key: string): Generator<string> {
    for (const id of this.index().get(key) ?? []) if (!this.changed.has(id) || this.keyFor(this.changed.get(id)) === key) yield id
    for (const id of this.changedByKey.get(key) ?? []) if (this.loadedKey(id) !== key) yield id
  }

  private set(id: string, row: Row | undefined): void {
    move(this.changedByKey, id, this.keyFor(this.changed.get(id)), this.keyFor(row))
    this.changed.set(id, row)
  }

  private index(): Index {
    const known = indexes.get(this.loaded)
    if (known) return known
    const index: Index = new Map()
    for (const [id, row] of Object.entries(this.loaded)) move(index, id, null, this.keyOf(row))
    indexes.set(this.loaded, index)
    return index
  }

  private loadedKey(id: string): string | null {
    return Object.hasOwn(this.loaded, id) ? this.keyFor(this.loaded[id]) : null
  }

  private keyFor(row: Row | undefined): string | null {
    return row === undefined ? null : this.keyOf(row)
  }
}

function applyTo<Row>(record: Loaded<Row>, { put, remove }: { put: [string, Row][]; remove: string[] }): void {
  for (const [id, row] of put) record[id] = row
  for (const id of remove) delete record[id]
}

function move(index: Index, id: string, from: string | null, to: string | null): void {
  if (from === to) return
  if (from !== null) index.get(from)?.delete(id)
  if (to === null) return
  const ids = index.get(to)
  if (ids) ids.add(id)
  else index.set(to, new Set([id]))
}
