import { BpmnModdle } from 'bpmn-moddle'
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' }
import { error, type Finding } from './finding.ts'
import cz from './moddle/cz.json' with { type: 'json' }
import { children, isElement, type ModelElement } from './model.ts'

const limits = { bytes: 1_048_576, depth: 40 }

/** Reads a BPMN file strictly: every warning of the parser is an error, because what it dropped would silently not run. */
export async function parseBpmn(xml: string): Promise<{ processes: ModelElement[]; root: ModelElement | undefined; findings: Finding[] }> {
  const refused = checkText(xml)
  if (refused) return { processes: [], root: undefined, findings: [refused] }
  try {
    const { rootElement, warnings } = await new BpmnModdle({ camunda, cz }).fromXML(xml)
    const root = isElement(rootElement) ? rootElement : undefined
    const findings = warnings.map((warning) => unreadable(warning.message, elementOf(warning)))
    return { root, processes: root ? children(root, 'rootElements').filter((element) => element.$type === 'bpmn:Process') : [], findings }
  } catch (cause) {
    return { processes: [], root: undefined, findings: [unreadable(cause instanceof Error ? cause.message : String(cause), '')] }
  }
}

function checkText(xml: string): Finding | undefined {
  if (Buffer.byteLength(xml) > limits.bytes) return error('', 'size', '文件超过 1 MB', 'The file is larger than 1 MB')
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return error('', 'doctype', '不允许 DOCTYPE 或 ENTITY 声明', 'DOCTYPE and ENTITY declarations are not allowed')
  if (deepest(xml) > limits.depth) return error('', 'nesting', '元素嵌套过深', 'Elements are nested too deeply')
  return undefined
}

/** Counted on the text, because a parser that recurses would fall over before it could say so. */
function deepest(xml: string): number {
  let depth = 0
  let most = 0
  for (const [tag] of xml.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^>]*>/g)) {
    if (/^<[!?]/.test(tag)) continue
    if (tag.startsWith('</')) depth--
    else if (!tag.endsWith('/>')) most = Math.max(most, ++depth)
  }
  return most
}

function unreadable(message: string, element: string): Finding {
  const line = message.replace(/\s+/g, ' ').trim()
  return error(element, 'xml', `文件无法完整读取:${line}`, `The file could not be read completely: ${line}`)
}

function elementOf(warning: unknown): string {
  const element: unknown = typeof warning === 'object' && warning !== null ? Reflect.get(warning, 'element') : undefined
  return isElement(element) ? (element.id ?? '') : ''
}
