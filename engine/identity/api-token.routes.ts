import { shortListQuery, shortPage } from '../http/paging.ts'
import { defineRoute, operate, view, type Route } from '../http/route.ts'
import type { ApiTokens } from './api-tokens.ts'
import { createTokenBody, tokenParams } from './identity.api.ts'

/** Who administers users also gives programs their tokens, for users of the own district. */
export function apiTokenRoutes({ apiTokens }: { apiTokens: ApiTokens }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/tokens',
      right: view('users'),
      summary: 'Tokens of programs, without the tokens themselves',
      query: shortListQuery,
      handle: async ({ actor, query }) => ({ body: shortPage(await apiTokens.list(actor), query, ({ id }) => id) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/tokens',
      right: operate('users'),
      summary: 'Make a token with which a program acts as a user',
      body: createTokenBody,
      handle: async ({ actor, body }) => ({ status: 201, body: await apiTokens.create(actor, body) }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/tokens/:id',
      right: operate('users'),
      summary: 'Take a token back',
      params: tokenParams,
      async handle({ actor, params }) {
        await apiTokens.remove(actor, params.id)
        return { status: 204 }
      },
    }),
  ]
}
