/** The boxes this page shows; the server knows more. */
export const shownBoxes = ['todo', 'done', 'started', 'drafts'] as const
export type ShownBox = (typeof shownBoxes)[number]

export function boxOf(value: unknown): ShownBox {
  return shownBoxes.find((box) => box === value) ?? 'todo'
}
