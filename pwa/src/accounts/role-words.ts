import type { Key } from "./i18n";
import { zh } from "./i18n/zh";

type RoleKey = Extract<Key, `roles.${string}`>;

/** The word for a role; null for one that this version does not know. */
export function roleWords(role: string): RoleKey | null {
  const key = `roles.${role}`;
  return key in zh ? (key as RoleKey) : null;
}
