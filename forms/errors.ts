import { defineErrors } from '../engine/module.ts'

/** Codes of the forms runtime; the sentences are the engine's, which knows these codes from its port. */
export const formError = defineErrors({ 'form.not_publishable': 422, 'form.unknown': 404 })
