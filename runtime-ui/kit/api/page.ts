/** The answer of every list: `next` is what `?after=` takes; `total` is capped and then reads "1000+". */
export type Page<Item> = { items: Item[]; next: string | null; total: string | number }
