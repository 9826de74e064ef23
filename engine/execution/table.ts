/**
 * The rows of one kind while a command runs on them: what was loaded, what was changed, and an index, so that a token
 * finds what hangs on it without looking at every row of a large instance.
 */
export class Table<Row> {
  private readonly rows: Map<string, Row>
  private readonly loaded: Readonly<Record<string, Row>>
  private readonly touched = new Set<string>()
  private readonly keyOf: (row: Row) => string | null
  private byKey: Map<string, Set<string>> | undefined

  constructor(loaded: Readonly<Record<string, Row>>, keyOf: (row: Row) => string | null = () => null) {
    this.loaded = loaded
    this.keyOf = keyOf
    this.rows = new Map(Object.entries(loaded))
  }

  get(id: string): Row | undefined {
    return this.rows.get(id)
  }

  all(): Row[] {
    return [...this.rows.values()]
  }

  /** Rows with this key, in the order in which they came. */
  of(key: string): Row[] {
    return [...(this.index().get(key) ?? [])].flatMap((id) => this.rows.get(id) ?? [])
  }

  has(key: string): boolean {
    return (this.index().get(key)?.size ?? 0) > 0
  }

  /** Writes a row, or with undefined removes it. @returns what takes it back */
  write(id: string, row: Row | undefined): () => void {
    const before = this.rows.get(id)
    this.set(id, row)
    this.touched.add(id)
    return () => this.set(id, before)
  }

  asRecord(): Record<string, Row> {
    return Object.fromEntries(this.rows)
  }

  /** At most one operation per row; a row that came and went, or was put back, is none. */
  changes(): { put: [id: string, row: Row][]; remove: string[] } {
    const put: [string, Row][] = []
    const remove: string[] = []
    for (const id of this.touched) {
      const row = this.rows.get(id)
      if (row !== undefined && row !== this.loaded[id]) put.push([id, row])
      if (row === undefined && Object.hasOwn(this.loaded, id)) remove.push(id)
    }
    return { put, remove }
  }

  private set(id: string, row: Row | undefined): void {
    if (this.byKey) move(this.byKey, id, this.keyFor(this.rows.get(id)), this.keyFor(row))
    if (row === undefined) this.rows.delete(id)
    else this.rows.set(id, row)
  }

  /** Made when it is first asked for: many commands never look. */
  private index(): ReadonlyMap<string, Set<string>> {
    if (this.byKey) return this.byKey
    this.byKey = new Map()
    for (const [id, row] of this.rows) move(this.byKey, id, null, this.keyOf(row))
    return this.byKey
  }

  private keyFor(row: Row | undefined): string | null {
    return row === undefined ? null : this.keyOf(row)
  }
}

function move(index: Map<string, Set<string>>, id: string, from: string | null, to: string | null): void {
  if (from === to) return
  if (from !== null) index.get(from)?.delete(id)
  if (to === null) return
  const ids = index.get(to)
  if (ids) ids.add(id)
  else index.set(to, new Set([id]))
}
