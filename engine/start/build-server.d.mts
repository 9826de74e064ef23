/** @returns the URL of the built main.js */
export function buildServer(): Promise<string>
