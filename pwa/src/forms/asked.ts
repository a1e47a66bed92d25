import type { FormBody } from "../api/rows";
import { current } from "../local/current";
import type { Asked, Form } from "./form";
import shipped from "./shipped.json";

const SHIPPED = shipped as unknown as Record<string, Record<string, Form>>;

/** The version of a form that is asked now: the county's newest, or the newest that ships. */
export function askedNow(id: string): Asked {
  const own = owned(id).sort((a, b) => b.version - a.version)[0];
  if (own) return { version: own.version, form: own.body };
  const version = Math.max(...Object.keys(SHIPPED[id] ?? {}).map(Number));
  return { version, form: SHIPPED[id]?.[version] as Form };
}

/** The version with which something was written; undefined as long as this phone does not have it. */
export function askedThen(id: string, version: number): Asked | undefined {
  const form = SHIPPED[id]?.[version] ?? owned(id).find((own) => own.version === version)?.body;
  return form && { version, form };
}

function owned(id: string): FormBody[] {
  return (current.value?.memory.forms.value ?? []).filter(({ form }) => form === id);
}
