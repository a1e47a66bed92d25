import { type Signal, signal } from "@preact/signals";

export type Language = "zh" | "en";

/** The language of every page of this phone; Chinese until someone chooses. */
export const language: Signal<Language> = signal("zh");

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<S> = [Names<S>] extends [never] ? [] : [values: Record<Names<S>, string | number>];

/**
 * A typed catalogue of sentences. The Chinese one gives the keys and the `{names}` that each sentence needs; the English one has the same keys,
 * and may come later: a function that gives it, or null as long as it is not there.
 * In an English sentence `{n|day|days}` takes the first word when n is 1 and else the second.
 */
export function catalogue<const Zh extends Record<string, string>>(
  zh: Zh,
  en: English<Zh> | (() => English<Zh> | null),
) {
  const english = typeof en === "function" ? en : () => en;
  return function t<Key extends keyof Zh>(key: Key, ...values: Values<Zh[Key]>): string {
    const sentences = language.value === "en" ? (english() ?? zh) : zh;
    return fill(sentences[key], values[0] ?? {});
  };
}

type English<Zh> = { [Key in keyof Zh]: string };

function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    if (one === undefined || many === undefined) return String(values[name]);
    return Number(values[name]) === 1 ? one : many;
  });
}
