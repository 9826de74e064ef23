import { z } from 'zod'
import { shortListQuery, shortPage } from '../http/paging.ts'
import { defineRoute, operate, view, type Route } from '../http/route.ts'
import type { Language } from '../locale.ts'
import { putSettingBody, settingParams, type SettingView } from './settings.api.ts'
import type { Setting, Settings } from './settings.ts'

export function settingsRoutes({ settings }: { settings: Settings }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/settings',
      right: view('settings'),
      summary: 'Settings of the district, over the base and the defaults',
      query: shortListQuery,
      handle: async ({ actor, language, query }) => {
        const items = (await settings.list(actor.district)).map((setting) => viewOf(setting, language))
        return { body: shortPage(items, query, ({ key }) => key) }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/settings/:key',
      right: operate('settings'),
      summary: 'Set a value for the district; versions before it are kept',
      params: settingParams,
      body: putSettingBody,
      handle: async ({ actor, params, body, ifMatch, language }) => {
        const ifVersion = ifMatch === undefined ? undefined : Number(ifMatch.replaceAll('"', ''))
        const setting = await settings.put({ actor, key: params.key, value: body.value, ifVersion, language })
        return { body: viewOf(setting, language), headers: { ETag: `"${setting.version}"` } }
      },
    }),
  ]
}

function viewOf({ spec, value, from, version, at }: Setting, language: Language): SettingView {
  const schema = z.toJSONSchema(spec.schema, { unrepresentable: 'any' })
  return { key: spec.key, title: spec.title[language], value, default: spec.default, from, version, changedAt: at, schema }
}
