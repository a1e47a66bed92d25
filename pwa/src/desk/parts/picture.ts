const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"';

/**
 * An SVG made to stand inside a page, as the address of a picture: there it can run nothing, whatever is in it. A picture
 * needs the namespace, and a view box to grow with.
 */
export function pictureOf(svg: string): string {
  const named = svg.includes("xmlns=") ? svg : svg.replace("<svg", `<svg ${NAMESPACE}`);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(named) ?? [];
  const boxed =
    width === undefined || named.includes("viewBox")
      ? named
      : named.replace("<svg", `<svg viewBox="0 0 ${width} ${height}"`);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(boxed)}`;
}
