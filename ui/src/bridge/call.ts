// The one place that calls the desk, and where its refusals become values.
// Not here: what a refusal says to people; that is i18n's.
import { invoke } from '@tauri-apps/api/core';
import type { Refused } from './generated/border';

/** A refusal or failure of the desk: a code and the facts that its sentence needs. */
export class Refusal extends Error implements Refused {
  constructor(
    readonly code: string,
    readonly params: Record<string, string>,
  ) {
    super(code);
  }
}

/** Whatever was thrown, as a refusal. What has no code of the desk's comes out as `unexpected`. */
export function asRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    const params = 'params' in thrown && typeof thrown.params === 'object' ? thrown.params : null;
    return new Refusal(thrown.code, { ...(params as Record<string, string> | null) });
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new Refusal('unexpected', { detail });
}

/** Calls one command of the desk. Throws only `Refusal`. */
export async function call<Answer>(command: string, args?: Record<string, unknown> | Uint8Array): Promise<Answer> {
  try {
    return await invoke<Answer>(command, args);
  } catch (thrown) {
    throw asRefusal(thrown);
  }
}
