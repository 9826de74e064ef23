import { z } from 'zod'
import type { FormVersion } from '../engine/module.ts'

/** Contract of `GET /api/forms/:id`: a published version, immutable, so clients may keep it for ever. */
export const formParams = z.object({ id: z.string().min(1).max(64) })
export type FormView = FormVersion
