/** A cell is text or a number; a number is never taken for a formula. */
export type Cell = string | number;

/** RFC 4180 with the byte order mark without which spreadsheet programs take UTF-8 for GBK. */
export function csvOf(rows: Cell[][]): string {
  return `\uFEFF${rows.map((row) => row.map(field).join(",")).join("\r\n")}\r\n`;
}

function field(cell: Cell): string {
  const text = typeof cell === "number" ? String(cell) : harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Spreadsheet programs run what begins with = + - @, in full width too, also behind spaces and tabs. */
function harmless(text: string): string {
  return /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}

export function download(name: string, rows: Cell[][]): void {
  saveFile(name, new Blob([csvOf(rows)], { type: "text/csv;charset=utf-8" }));
}

export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
