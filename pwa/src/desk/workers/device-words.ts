/**
 * A phone as one would call it: its model and system. Phones give what their browser sends with every request, and a
 * name that someone chose stays as it is.
 */
export function deviceWords(name: string): string {
  const told = /^Mozilla\/5\.0 \(([^)]*)\)/.exec(name)?.[1];
  if (told === undefined) return name;
  return told.includes("Android") ? androidWords(told) : (systemIn(told) ?? name);
}

/** "Linux; U; Android 10; zh-CN; V2001A Build/QP1A": the model, where it is told, stands last. */
function androidWords(told: string): string {
  const parts = told.split(";").map((part) => part.trim().replace(/ Build\/.*$/, ""));
  const android = parts.findIndex((part) => part.startsWith("Android"));
  const model = parts
    .slice(android + 1)
    .filter((part) => part.length > 1 && !LOCALE.test(part))
    .pop();
  return [model, parts[android]].filter(Boolean).join(" · ");
}

const LOCALE = /^[a-z]{2}[-_][a-z]{2}$|^wv$/i;
const SYSTEMS = ["iPhone", "iPad", "OpenHarmony", "Windows", "Macintosh", "Linux"];

function systemIn(told: string): string | undefined {
  return SYSTEMS.find((system) => told.includes(system));
}
