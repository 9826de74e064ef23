/** The two parts of knex's SQLite dialect that ours builds on. They are not in knex's own types. */
declare module 'knex/lib/dialects/sqlite3/index.js' {
  import { Knex } from 'knex'
  export default class SqliteClient extends Knex.Client {}
}

declare module 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js' {
  export default class SqliteTransaction {
    constructor(client: unknown, container: unknown, config?: unknown, outer?: unknown)
    readOnly: boolean | undefined
    query(connection: unknown, sql: string): Promise<unknown>
    begin(connection: unknown): Promise<unknown>
  }
}
