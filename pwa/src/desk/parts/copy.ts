/** Without HTTPS there is no clipboard object: then the browser copies what is selected. */
export async function copy(text: string, field: HTMLTextAreaElement | null | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field?.select();
    return document.execCommand("copy");
  }
}
