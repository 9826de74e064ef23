import { defineRoute, type Route } from '../http/route.ts'
import { fileParams } from './files.api.ts'
import type { Files } from './files.ts'

export function fileRoutes({ files }: { files: Files }): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/files',
      right: 'session',
      summary: 'Upload one file: jpg, png, webp or pdf of at most 10 MB',
      raw: true,
      handle: ({ ctx, actor, idempotency }) => files.receive(ctx, { actor, idempotency }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/files/:id',
      right: 'session',
      summary: 'A file that is yours or belongs to a case you may see',
      raw: true,
      params: fileParams,
      async handle({ actor, params }) {
        const { file, content } = await files.open(actor, params.id)
        const shown = file.type.startsWith('image/') ? 'inline' : 'attachment'
        const headers = {
          'Content-Type': file.type,
          'Content-Length': String(file.size),
          'Content-Disposition': `${shown}; filename*=UTF-8''${encodeRfc5987(file.name)}`,
          // Whatever a file contains, it runs no script and loads nothing, also when opened on its own.
          'Content-Security-Policy': "default-src 'none'; sandbox",
        }
        return { headers, body: content }
      },
    }),
  ]
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
