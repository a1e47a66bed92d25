import { signal } from "@preact/signals";

/** Where in the desk the reader is: `#/desk/PAGE/OF?query`. Nothing personal is ever put into it. */
export interface Route {
  page: string;
  of: string;
  query: Query;
}

export type Query = { [name: string]: string };

export const route = signal<Route>(readHash(typeof location === "undefined" ? "" : location.hash));

export function readHash(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#/, "").split("?");
  const [, , page = "", of = ""] = path.split("/");
  return { page, of: decodeURIComponent(of), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The hash of a page; what is empty is left out, so that the default view has the shortest address. */
export function hashOf(page: string, of = "", query: Query = {}): string {
  return ["#/desk", page, encodeURIComponent(of)].filter(Boolean).join("/") + queryString(query);
}

export function queryString(query: Query): string {
  const said = Object.entries(query).filter(([, value]) => value !== "");
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}

/** Change the query in place: filters and sorts are no steps of the Back button. */
export function refine(change: Query): void {
  const { page, of, query } = route.value;
  replaceWith(hashOf(page, of, { ...query, ...change }));
}

/** Go to a page that takes the place of this one in the history. */
export function replaceWith(hash: string): void {
  history.replaceState(history.state, "", hash);
  route.value = readHash(hash);
}

export function followHash(): () => void {
  const follow = () => {
    route.value = readHash(location.hash);
  };
  follow();
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}

/** The part of a query that goes along from page to page. */
export function periodOf(query: Query): Query {
  return { from: query.from ?? "", to: query.to ?? "" };
}
