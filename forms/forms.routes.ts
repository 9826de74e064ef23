import { defineRoute, type Engine, type Route } from '../engine/module.ts'
import { formError } from './errors.ts'
import { formParams, type FormView } from './forms.api.ts'

/**
 * GET /api/forms/:id, a published version as it will stay for ever. A district's own forms are for its own people; what is filled in
 * is not here. Errors: form.unknown.
 */
export function formRoutes({ forms }: Engine): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/forms/:id',
      right: 'session',
      summary: 'A published version of a form',
      params: formParams,
      async handle({ params: { id }, actor }) {
        const form = await forms.byId(id)
        if (!form || (form.district !== '' && form.district !== actor.district)) throw formError('form.unknown', { id })
        const body: FormView = form
        return { body, headers: { 'cache-control': 'private, max-age=31536000, immutable' } }
      },
    }),
  ]
}
