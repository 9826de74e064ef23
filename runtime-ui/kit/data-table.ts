/** A column of DataTable. `key` names its slot; `main` is the card's heading on a phone. */
export type Column = { key: string; title: string; align?: 'end'; main?: boolean; width?: string }
