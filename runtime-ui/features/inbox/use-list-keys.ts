import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

const storageKey = 'chazhi.keys'

/**
 * j and k walk through the rows, Enter opens, ? helps, / searches. Off while somebody types, and off for good when they say so
 * (speech input would set them off: WCAG 2.1.4).
 */
export function useListKeys(args: { ids: Ref<string[]>; open(id: string): void; help(): void; search(): void }) {
  const active = ref<string>()
  const enabled = ref(localStorage.getItem(storageKey) !== 'off')

  function move(step: number): void {
    const index = args.ids.value.indexOf(active.value ?? '')
    const next = args.ids.value[Math.min(Math.max(index + step, 0), args.ids.value.length - 1)]
    active.value = next
    document.querySelector(`[data-row="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function onKey(event: KeyboardEvent): void {
    if (!enabled.value || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const acts: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      '?': args.help,
      '/': args.search,
      Enter: () => active.value && args.open(active.value),
    }
    const act = acts[event.key]
    if (!act || (event.key === 'Enter' && isControl(event.target))) return
    event.preventDefault()
    act()
  }

  function setEnabled(on: boolean): void {
    enabled.value = on
    localStorage.setItem(storageKey, on ? 'on' : 'off')
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
  return { active, enabled, setEnabled }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && ['A', 'BUTTON', 'SUMMARY'].includes(target.tagName)
}
