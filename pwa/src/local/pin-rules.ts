/** Why a PIN is refused: a code of the sentence that says so. */
export type PinFault = "short" | "same" | "row" | "repeats" | "date";

export const PIN_DIGITS = 6;

/** What would be tried first by somebody who finds the phone; null for a PIN that will do. */
export function pinFault(pin: string): PinFault | null {
  if (!/^\d{6}$/.test(pin)) return "short";
  if (/^(\d)\1+$/.test(pin)) return "same";
  if (isRow(pin)) return "row";
  if (/^(\d{2})\1\1$|^(\d{3})\2$|^(\d)\3\3(\d)\4\4$/.test(pin)) return "repeats";
  return isDate(pin) ? "date" : null;
}

/** Up or down by one, over the nine as well: 123456, 890123, 543210. */
function isRow(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}

/** A birthday is known to many: YYYYMM, YYMMDD. */
function isDate(pin: string): boolean {
  const [first, second, third] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [
    number,
    number,
    number,
  ];
  const isYearAndMonth = (first === 19 || first === 20) && third >= 1 && third <= 12;
  return isYearAndMonth || isDay(second, third);
}

function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
