import { z } from 'zod'

/** Contract of /api/files: `POST` multipart with one part `file`, `GET /api/files/:id`. */
export const fileParams = z.object({ id: z.string().max(64) })

/** The value of a Form.io file component; goes as it is into a form's data. */
export type FileValue = { storage: 'url'; name: string; originalName: string; size: number; type: string; url: string }
