import type { MessageKey } from '../locales/validation.ts'

/** One thing that is wrong, before it becomes a sentence. `data` fills the placeholders of the sentence. */
export type Issue = { path: string; key: MessageKey; label: string; data?: Record<string, string | number>; custom?: string }

/** What a kind, a rule or a check says about one value. */
export type Problem = { key: MessageKey; data?: Record<string, string | number> }
