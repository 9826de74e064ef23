/**
 * The rows of one kind while a command runs on them: what was loaded, what was changed, and an index, so that a token
 * finds what hangs on it without looking at every row of a large instance.
 */
export class Table<Row> {
  private readonly rows: Map<string, Row>
  private readonly loaded: Readonly<Record<string, Row>>
  private readonly touched = new Set<string>()
  private readonly keyOf: (row: Row) => string | null
  private readonly byKey = new Map<string, Set<string>>()

  constructor(loaded: Readonly<Record<string, Row>>, keyOf: (row: Row) => string | null = () => null) {
    this.loaded = loaded
    this.keyOf = keyOf
    this.rows = new Map(Object.entries(loaded))
    for (const [id, row] of this.rows) this.index(id, undefined, row)
  }

  get(id: string): Row | undefined {
    return this.rows.get(id)
  }

  all(): Row[] {
    return [...this.rows.values()]
  }

  /** Rows with this key, in the order in which they came. */
  of(key: string): Row[] {
    return [...(this.byKey.get(key) ?? [])].flatMap((id) => this.rows.get(id) ?? [])
  }

  has(key: string): boolean {
    return (this.byKey.get(key)?.size ?? 0) > 0
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
    this.index(id, this.rows.get(id), row)
    if (row === undefined) this.rows.delete(id)
    else this.rows.set(id, row)
  }

  private index(id: string, before: Row | undefined, after: Row | undefined): void {
    const from = before === undefined ? null : this.keyOf(before)
    const to = after === undefined ? null : this.keyOf(after)
    if (from === to) return
    if (from !== null) this.byKey.get(from)?.delete(id)
    if (to === null) return
    const ids = this.byKey.get(to)
    if (ids) ids.add(id)
    else this.byKey.set(to, new Set([id]))
  }
}
