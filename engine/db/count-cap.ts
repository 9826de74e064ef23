/** Totals are counted up to 1,000 and shown as "1000+" beyond, so a count never costs more than a page. */
export const countCap = 1000
