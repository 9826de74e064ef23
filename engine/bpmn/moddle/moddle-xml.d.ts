declare module 'moddle-xml' {
  export type RootHandler = object
  export type Reading = { rootElement: unknown; warnings: { message: string }[] }
  export class Reader {
    constructor(options: { model: unknown; lax?: boolean })
    handler(type: string): RootHandler
    fromXML(xml: string, rootHandler: RootHandler): Promise<Reading>
  }
}
