import { defineModule } from '../engine/module.ts'
import { formRoutes } from './forms.routes.ts'
import { migrations } from './migrations/index.ts'
import { createFormsPort } from './port.ts'
import { submissionTable } from './submissions/submission-row.ts'

/** The Form.io runtime: versions of forms, checks of what is filled in, and the evidence of it. */
export default defineModule({
  name: 'form',
  migrations,
  tables: [{ name: submissionTable, json: ['data', 'patch'] }],
  directories: { forms: 'library' },
  forms: createFormsPort,
  routes: formRoutes,
})
