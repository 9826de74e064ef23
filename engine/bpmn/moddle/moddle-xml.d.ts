declare module 'moddle-xml' {
  export type Property = {
    name: string
    type: string
    isAttr?: boolean
    isMany?: boolean
    isReference?: boolean
    effectiveType?: string
    ns: { name: string; localName: string }
  }
  export type Descriptor = { name: string; properties: Property[]; propertiesByName: Record<string, Property | undefined>; idProperty?: { name: string } }
  export type TypedElement = { $type: string; $descriptor: Descriptor; $instanceOf(type: string): boolean; id?: string; get(name: string): unknown }
  /** One tag as it was written; names of known namespaces have their usual prefix. */
  export type Tag = { name: string; attributes: Record<string, string> }
  export type Type = { $descriptor: Descriptor; hasType(type: string): boolean }
  export type Context = {
    elementsById: Record<string, TypedElement>
    addElement(element: TypedElement): void
    addWarning(warning: { message: string; element?: unknown; error?: unknown; value?: unknown }): void
  }
  /** Reads one element. Foreign elements inside extensionElements have neither type nor descriptor. */
  export type ElementHandler = {
    type?: Type
    model: { getType(name: string): Type }
    createElement(tag: Tag): TypedElement
    handler(type: string): ElementHandler
    getPropertyForNode(tag: Tag): Property
    handleText(text: string): void
    handleEnd(): void
    context: Context
  }
  export type Reference = { element: TypedElement; property: string; id: string }
  export type Reading = { rootElement: unknown; references: Reference[]; elementsById: Record<string, TypedElement> }
  export class Reader {
    constructor(options: { model: unknown; lax?: boolean })
    handler(type: string): ElementHandler
    fromXML(xml: string, rootHandler: ElementHandler): Promise<Reading>
  }
}
