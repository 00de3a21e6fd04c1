import routes from "./routes.json";

export type PageName = keyof typeof routes;

export interface Place {
  readonly page: PageName | null;
  readonly id: string;
}

/** The page that a path leads to, and what stands for `{id}` in it. */
export function placeOf(path: string): Place {
  const parts = segments(path);
  for (const [page, pattern] of Object.entries(routes)) {
    const wanted = segments(pattern);
    const fits = wanted.length === parts.length && wanted.every((part, at) => part === "{id}" || part === parts[at]);
    if (fits) return { page: page as PageName, id: decoded(parts[wanted.indexOf("{id}")] ?? "") };
  }
  return { page: null, id: "" };
}

/** The path of a page, with what was asked of it; nothing is written for what is empty. */
export function addressOf(page: PageName, id = "", asked: Asked = {}): string {
  return routes[page].replace("{id}", encodeURIComponent(id)) + searchOf(asked);
}

/** The page for signing in, which leads back to where one is. */
export const enterFrom = (here: string): string => addressOf("enter", "", { back: here });

/** Where signing in leads back to: a page of ours, and nothing else that an address might say. */
export function backFrom(search: string): string | null {
  const back = new URLSearchParams(search).get("back") ?? "";
  return /^\/app\/[\w-]/.test(back) && placeOf(back.split(/[?#]/)[0]!).page ? back : null;
}

export type Asked = Readonly<Record<string, string | number | undefined | null>>;

/** `?a=1&b=2` in the order of the names, so that equal questions have equal addresses. */
export function searchOf(asked: Asked): string {
  const named = Object.entries(asked).filter(([, value]) => value !== undefined && value !== null && value !== "");
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  const search = new URLSearchParams(named.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return search ? `?${search.replaceAll("%2C", ",").replaceAll("%3A", ":")}` : "";
}

const segments = (path: string): string[] => path.split("/").filter(Boolean);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % is part of a name that nobody has
  }
}
