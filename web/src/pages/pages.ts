import type { ComponentType } from "preact";
import type { PageName } from "../router/url.ts";

export interface PageProps {
  readonly id: string;
}

/** A page: who may see it (any of the rights; none: everybody), whether the menu names it, and its module. */
export interface PageEntry {
  readonly page: PageName;
  readonly rights: readonly string[];
  readonly inMenu: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>;
}

/** The server answers everybody: whoever may not read exact rows is given what was released, at the same address. */
const EVERYBODY: readonly string[] = [];

/** What is before the commission; operators and the public see what was published. */
const CASES = ["read case proposed"];

/** What analysts and the commission review. */
const ROWS = ["read observation held"];

/** Whoever reports what was seen; also where the server cannot be asked. */
const REPORTS = ["add evidence held"];

/** Who looked at what, and who holds which role: for auditors, and of each other. */
const LOGS = ["read log held", "read role held"];

/** In the order of the menu. */
export const PAGES: readonly PageEntry[] = [
  { page: "situation", rights: EVERYBODY, inMenu: true, load: () => import("./situation.tsx") },
  { page: "incident", rights: EVERYBODY, inMenu: false, load: () => import("./incident.tsx") },
  { page: "holding", rights: EVERYBODY, inMenu: true, load: () => import("./holding.tsx") },
  { page: "commission", rights: CASES, inMenu: true, load: () => import("./commission.tsx") },
  { page: "case", rights: CASES, inMenu: false, load: () => import("./case.tsx") },
  { page: "claims", rights: EVERYBODY, inMenu: true, load: () => import("./claims.tsx") },
  { page: "review", rights: ROWS, inMenu: true, load: () => import("./review.tsx") },
  { page: "report", rights: REPORTS, inMenu: true, load: () => import("./report.tsx") },
  { page: "bulletins", rights: EVERYBODY, inMenu: true, load: () => import("./bulletins.tsx") },
  { page: "log", rights: LOGS, inMenu: true, load: () => import("./log.tsx") },
  { page: "verify", rights: EVERYBODY, inMenu: true, load: () => import("./verify.tsx") },
  { page: "enter", rights: EVERYBODY, inMenu: false, load: () => import("./enter.tsx") },
];
