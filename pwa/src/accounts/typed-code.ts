/** The codes of sign-in links: twelve digits that are typed, the last of them a check digit; in a link there are letters behind them. */
export const TYPED_DIGITS = 12;

// H. M. Damm's quasigroup, the same as the server's: it finds each wrong digit, and two neighbours changed about.
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** A code as the server knows it, out of what someone typed, pasted or scanned: a whole link is welcome too. */
export function typedCode(text: string): string {
  const code = /enrol\/([^/?#\s]+)/.exec(text)?.[1] ?? text;
  return code
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "");
}

/** The code in a scanned text, or null where it is another thing's: a sign-in link, or the digits alone. */
export function scannedCode(text: string): string | null {
  const code = typedCode(text);
  return /\/#\/enrol\//.test(text) || isWhole(code) ? code : null;
}

/** Whether nothing is missing or mistyped, as far as the phone can tell: letters stand in links alone, which nobody types. */
export function mayBeRight(code: string): boolean {
  return /\D/.test(code) || isWhole(code);
}

/** The digits of a link's code that are typed, or null where it is older than they are. */
export function typedPart(code: string): string | null {
  const digits = code.slice(0, TYPED_DIGITS);
  return isWhole(digits) ? digits : null;
}

/** A code as it is read aloud and typed: in groups of four. */
export function inFours(code: string): string {
  return code.match(/.{1,4}/g)?.join(" ") ?? "";
}

function isWhole(code: string): boolean {
  return /^\d+$/.test(code) && code.length === TYPED_DIGITS && row(code) === 0;
}

function row(digits: string): number {
  return [...digits].reduce((at, digit) => Number(DAMM[at]?.[Number(digit)]), 0);
}
