/** A sign-in code as it is read aloud and typed: in groups of four. */
export function inFours(code: string): string {
  return code.match(/.{1,4}/g)?.join(" ") ?? "";
}
