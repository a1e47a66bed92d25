import { type Signal, signal } from "@preact/signals";

export type Language = "zh" | "en";

/** The language of every page of this phone; Chinese until someone chooses. */
export const language: Signal<Language> = signal("zh");

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<S> = [Names<S>] extends [never] ? [] : [values: Record<Names<S>, string | number>];

/**
 * A typed catalogue of sentences. The Chinese one gives the keys and the `{names}` that each sentence needs; the English one has the same keys.
 * In an English sentence `{n|day|days}` takes the first word when n is 1 and else the second.
 */
export function catalogue<const Zh extends Record<string, string>>(zh: Zh, en: { [Key in keyof Zh]: string }) {
  const sentences = { zh, en };
  return function t<Key extends keyof Zh>(key: Key, ...values: Values<Zh[Key]>): string {
    return fill(sentences[language.value][key], values[0] ?? {});
  };
}

function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    if (one === undefined || many === undefined) return String(values[name]);
    return Number(values[name]) === 1 ? one : many;
  });
}
